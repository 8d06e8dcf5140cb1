using System.Diagnostics;

namespace ActiveShift.Tests.Shared;

/// <summary>Runs the dotnet program as a user would, apart from the build that runs these tests.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>The lines of its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has all that it wrote.</exception>
    public static string[] Run(string workingDirectory, params string[] arguments)
    {
        var (code, output, errors) = Try(workingDirectory, arguments);
        return code == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException(
                $"dotnet {string.Join(' ', arguments)} exited with {code}:\n{output}\n{errors}");
    }

    /// <summary>Runs it to its end, whatever that is.</summary>
    public static (int ExitCode, string Output, string Errors) Try(string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The program that runs the tests says by these where its own MSBuild is.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // Processes that stay behind would keep the pipes open, and the temporary folder in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
