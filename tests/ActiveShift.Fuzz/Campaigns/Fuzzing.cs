using System.Text.Json;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>One campaign for each target, one after the other.</summary>
internal static class Fuzzing
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> targets, int seconds, long? executions, int seed, string findings)
    {
        string work = Directory.CreateTempSubdirectory("activeshift-fuzz-").FullName;
        try
        {
            string program = InstrumentedCopy.Make(Path.Combine(work, "program"));
            double each = (double)seconds / targets.Count;
            var results = targets
                .Select(target => Run(
                    program,
                    new CampaignSettings(target, each, executions, seed, Path.Combine(work, target), findings)))
                .ToList();
            ResultTable.Print(results);
            return results.Any(result => result.Findings > 0) ? ExitCode.Findings : ExitCode.Success;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static CampaignResult Run(string program, CampaignSettings settings)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        int code = InstrumentedCopy.Run(program, settings);
        if (code == ExitCode.Success)
            return JsonSerializer.Deserialize<CampaignResult>(File.ReadAllText(settings.ResultFile))!;
        // The campaign ends with the process; it goes on, with another seed, when the fault is mended.
        var (input, executions) = CurrentInput.Read(settings.CurrentFile);
        string what = code == ExitCode.Hang ? "It took too long." : $"The process ended with exit code {code}.";
        var folder = new FindingFolder(settings.FindingsFolder, settings.Target);
        folder.Add(input, new Breach(code == ExitCode.Hang ? "hang" : "crash", what));
        return new CampaignResult(settings.Target, executions, clock.Elapsed.TotalSeconds, 0, 0, 0, folder.Count);
    }
}
