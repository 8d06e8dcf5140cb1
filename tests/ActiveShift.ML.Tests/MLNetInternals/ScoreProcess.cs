using System.Diagnostics;
using System.Reflection;

namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>A program that loads a model and scores images, and nothing else.</summary>
internal static class ScoreProcess
{
    private static readonly string _program = Path.GetFullPath(typeof(ScoreProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(ScoreProcess)).Value!);

    /// <summary>Where it lies, with all that it brings.</summary>
    public static string Folder => Path.GetDirectoryName(_program)!;

    /// <summary>Runs it.</summary>
    /// <param name="arguments">The model, then images.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static Task<(int Code, string Output, string Errors)> Run(
        string[] arguments, params (string Name, string Value)[] environment) => RunIn(Folder, arguments, environment);

    /// <summary>Runs a copy of it.</summary>
    /// <param name="folder">Where the copy is.</param>
    /// <param name="arguments">The model, then images.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static async Task<(int Code, string Output, string Errors)> RunIn(
        string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(folder, Path.GetFileName(_program));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Copies it with all that it brings but for the native library.</summary>
    public static void CopyWithoutNativeLibrary(string folder)
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("libactiveshift", StringComparison.Ordinal));
        foreach (string file in files)
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The line that it prints for an image.</summary>
    public static string Line(float[] scores) =>
        string.Join(' ', scores.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8", null)));

    /// <summary>The scores of a line that it printed.</summary>
    public static float[] Scores(string line) =>
        [.. line.Split(' ').Select(bits => BitConverter.UInt32BitsToSingle(Convert.ToUInt32(bits, 16)))];
}
