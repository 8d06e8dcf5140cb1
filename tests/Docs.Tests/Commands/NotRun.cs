namespace Docs.Tests.Commands;

/// <summary>Which commands are not run here, and why.</summary>
internal static class NotRun
{
    private const string NeedsSlurm =
        "Slurm runs it, or what a command before it built; samples/BatchScoring/slurm/try-slurm.sh tries it.";

    /// <returns>Null if it is to be run.</returns>
    public static string? Reason(ShellCommand command) =>
        DotnetRun.Of(command) is { } run ? Reason(run) : OtherReason(command);

    private static string? OtherReason(ShellCommand command) => command.Words switch
    {
        ["dotnet", "test", ..] => "It runs all tests, this one too.",
        ["dotnet", "build" or "publish" or "pack", ..] => "It builds, while other tests use what is built.",
        ["dotnet", "add" or "nuget", ..] =>
            "It changes a user's project or settings; the tests of the package do the same in a folder of theirs.",
        ["sbatch", ..] => NeedsSlurm,
        [var program, ..] when program.StartsWith("program/", StringComparison.Ordinal) => NeedsSlurm,
        [var program, ..] when program.EndsWith(".sh", StringComparison.Ordinal) || program == ".ci/run" =>
            "It builds and runs for minutes.",
        ["curl" or "python3", ..] => null,
        _ => throw new InvalidDataException($"{command}: the tests have no rule for such a command."),
    };

    private static string? Reason(DotnetRun run) => (run.Project, run.Arguments) switch
    {
        (_, var arguments) when arguments.Any(word => word.StartsWith("as-resnet-", StringComparison.Ordinal)) =>
            "It downloads the authors' network at its first use.",
        ("samples/PaperTables", ["--list"]) => null,
        ("samples/BatchScoring" or "samples/WebApi" or "bench/ReadmePicture", _) => null,
        ("samples/QuickStart" or "samples/ModelBuilder" or "samples/PaperTables", _) =>
            "It trains for minutes or hours.",
        ("samples/ClassifyImages", _) => "It wants the authors' network as a file.",
        ("tests/ActiveShift.Fuzz", _) => "It runs as long as it is told to.",
        (var project, _) when project.StartsWith("bench/", StringComparison.Ordinal) =>
            "It measures for minutes or hours, on data that is not here.",
        _ => throw new InvalidDataException($"The tests have no rule for the program {run.Project}."),
    };
}
