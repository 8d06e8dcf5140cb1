using System.Diagnostics;
using SharpFuzz;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>
/// A copy of this program whose assemblies under test count their branches. A copy, as the originals may be linked
/// into other folders.
/// </summary>
internal static class InstrumentedCopy
{
    private static readonly string[] _underTest =
        ["ActiveShift.dll", "ActiveShift.ML.dll", "ActiveShift.Training.dll", "BatchScoring.dll"];

    /// <returns>The copied program.</returns>
    public static string Make(string folder)
    {
        string original = AppContext.BaseDirectory;
        foreach (string file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(original, file);
            string copy = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (_underTest.Contains(name))
            {
                if (!Fuzzer.Instrument(copy, _ => true, Options.Value).Any())
                    throw new InvalidOperationException($"Nothing in '{name}' could be instrumented.");
            }
        }
        return Path.Combine(folder, Path.GetFileName(Environment.GetCommandLineArgs()[0]));
    }

    /// <summary>Runs a campaign in it.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(string program, CampaignSettings settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(program);
        else
            start.FileName = Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(start.FileName));
        start.ArgumentList.Add("campaign");
        start.ArgumentList.Add(settings.Write());
        // A reader that takes memory without bound is to end with an exception, not with the machine.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x80000000";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
