using System.CommandLine;
using ActiveShift.Fuzz.Campaigns;
using ActiveShift.Fuzz.Targets;

namespace ActiveShift.Fuzz;

/// <summary>The command line.</summary>
internal static class FuzzCommand
{
    private const int DefaultSeconds = 120;

    public static RootCommand Create()
    {
        var target = new Option<string[]>("--target")
        {
            Description = $"What to fuzz, one or more of: {string.Join(", ", FuzzTargets.Names)}. All by default.",
            AllowMultipleArgumentsPerToken = true,
        };
        target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var seconds = new Option<int>("--seconds")
        {
            Description = "Time for all targets together, dealt out evenly.",
            DefaultValueFactory = _ => DefaultSeconds,
        };
        var executions = new Option<long?>("--executions")
        {
            Description = "Executions of each target, in place of a time. The same seed does the same.",
        };
        var seed = new Option<int>("--seed") { Description = "Of the random numbers.", DefaultValueFactory = _ => 1 };
        var findings = new Option<DirectoryInfo>("--findings")
        {
            Description = "Folder for what is found.",
            DefaultValueFactory = _ => new DirectoryInfo("fuzz-findings"),
        };
        var command = new RootCommand("Fuzzes the readers of files.") { target, seconds, executions, seed, findings };
        command.SetAction(arguments => Fuzzing.Run(
            arguments.GetValue(target) is { Length: > 0 } some ? some : [.. FuzzTargets.Names],
            arguments.GetValue(seconds),
            arguments.GetValue(executions),
            arguments.GetValue(seed),
            arguments.GetRequiredValue(findings).FullName));
        command.Add(CreateReplay());
        command.Add(CreateCampaign());
        return command;
    }

    private static Command CreateReplay()
    {
        var name = new Argument<string>("target");
        name.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var input = new Argument<FileInfo>("file");
        var command = new Command("replay", "Gives one input to one target, and says what comes of it.")
        {
            name, input,
        };
        command.SetAction(arguments =>
            Replay.Run(arguments.GetRequiredValue(name), arguments.GetRequiredValue(input).FullName));
        return command;
    }

    /// <summary>What the program starts itself with, once for each target.</summary>
    private static Command CreateCampaign()
    {
        var settings = new Argument<FileInfo>("settings");
        var command = new Command("campaign") { settings };
        command.Hidden = true;
        command.SetAction(arguments =>
            Campaign.Run(CampaignSettings.Read(arguments.GetRequiredValue(settings).FullName)));
        return command;
    }
}
