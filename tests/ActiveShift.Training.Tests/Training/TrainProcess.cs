using System.Diagnostics;
using System.Reflection;

namespace ActiveShift.Training.Tests.Training;

/// <summary>The program that trains with a checkpoint after every step.</summary>
internal static class TrainProcess
{
    public static string Program { get; } =
        Path.GetFullPath(typeof(TrainProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TrainProcess").Value!);

    /// <param name="checkpoint">Its file.</param>
    /// <param name="epochs">How many.</param>
    /// <param name="runtimeConfig">In place of the program's own.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static Process Start(string checkpoint, int epochs, string? runtimeConfig = null, params (string Name, string Value)[] environment)
    {
        string[] config = runtimeConfig is null ? [] : ["--runtimeconfig", runtimeConfig];
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", .. config, Program, checkpoint, $"{epochs}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
