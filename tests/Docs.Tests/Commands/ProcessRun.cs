using System.Diagnostics;

namespace Docs.Tests.Commands;

/// <summary>What a process left behind.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static ProcessStartInfo StartInfo(string directory, string program, IEnumerable<string> arguments) =>
        new(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    public static async Task<ProcessRun> RunAsync(
        string directory, string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(StartInfo(directory, program, arguments))!;
        using var limit = new CancellationTokenSource(_limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ProcessRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} was not done after {_limit.TotalSeconds} seconds.", e);
        }
    }
}
