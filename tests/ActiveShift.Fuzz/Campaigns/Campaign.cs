using System.Diagnostics;
using System.Text.Json;
using ActiveShift.Fuzz.Targets;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>Fuzzes one target, in a process of its own.</summary>
internal static class Campaign
{
    public static int Run(CampaignSettings settings)
    {
        // Before any code of the instrumented assemblies runs: it counts into this.
        var coverage = new Coverage();
        using var current = new CurrentInput(settings.CurrentFile);
        var target = FuzzTargets.Create(settings.Target, settings.WorkFolder);
        var findings = new FindingFolder(settings.FindingsFolder, settings.Target);
        var random = new Random(settings.Seed);
        var corpus = new Corpus();
        var seeds = new Queue<byte[]>(target.Seeds());
        using var watchdog = new Watchdog(target.TimeLimit);
        var clock = Stopwatch.StartNew();
        long executions = 0, refused = 0;
        while (settings.Executions is { } most ? executions < most : clock.Elapsed.TotalSeconds < settings.Seconds)
        {
            byte[] input = seeds.TryDequeue(out byte[]? seed)
                ? seed
                : target.Alter(corpus.Pick(random), corpus.Pick(random), random);
            current.Set(input, ++executions);
            coverage.Clear();
            watchdog.Start();
            var outcome = Contract.Hold(target, input);
            watchdog.Stop();
            if (outcome.Refused)
                refused++;
            if (outcome.Breach is { } breach)
                findings.Add(input, breach);
            if (coverage.HasNews() || corpus.IsEmpty)
                corpus.Add(input);
        }
        var result = new CampaignResult(
            settings.Target, executions, clock.Elapsed.TotalSeconds, corpus.Count, coverage.Branches, refused,
            findings.Count);
        File.WriteAllText(settings.ResultFile, JsonSerializer.Serialize(result));
        return ExitCode.Success;
    }
}
