using ActiveShift.Fuzz.Targets;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>Gives one input to one target.</summary>
internal static class Replay
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string name, string file)
    {
        string work = Directory.CreateTempSubdirectory("activeshift-fuzz-").FullName;
        try
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var outcome = Contract.Hold(FuzzTargets.Create(name, work), File.ReadAllBytes(file));
            string text = outcome.Breach?.Details ?? (outcome.Refused ? "refused, as promised" : "read");
            Console.WriteLine($"{text} ({clock.Elapsed.TotalSeconds:F2} s)");
            return outcome.Breach is null ? ExitCode.Success : ExitCode.Findings;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
