using System.ComponentModel;

namespace Docs.Tests.Commands;

/// <summary>The commands of a page, run one after the other, as a reader would.</summary>
internal sealed class PageRun : IDisposable
{
    private readonly Workspace _workspace;
    private Service? _service;

    private PageRun(Workspace workspace) => _workspace = workspace;

    /// <returns>What went wrong at each line that was run; null for nothing.</returns>
    public static async Task<IReadOnlyDictionary<int, string?>> RunAsync(string page)
    {
        using var run = new PageRun(await Workspace.CreateAsync());
        var failures = new Dictionary<int, string?>();
        var commands = ShellCommand.All.Where(command => command.Page == page && NotRun.Reason(command) is null);
        foreach (var command in commands)
            failures[command.Line] = await run.TryAsync(command);
        return failures;
    }

    public void Dispose()
    {
        _service?.Dispose();
        _workspace.Dispose();
    }

    private async Task<string?> TryAsync(ShellCommand command)
    {
        try
        {
            var result = await ExecuteAsync(command);
            return result is null or { ExitCode: 0 }
                ? null
                : $"It exited with {result.ExitCode}:\n{result.Output}\n{result.Errors}";
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException or InvalidOperationException)
        {
            return e.Message;
        }
    }

    /// <returns>Null for a server, which goes on.</returns>
    private async Task<ProcessRun?> ExecuteAsync(ShellCommand command)
    {
        if (DotnetRun.Of(command) is { Project: "samples/WebApi" } server)
        {
            _service = await Service.StartAsync(_workspace.FullPath, server);
            return null;
        }
        if (DotnetRun.Of(command) is { } run)
            return await ProcessRun.RunAsync(_workspace.FullPath, "dotnet", [run.Program, .. run.Arguments]);
        string[] words = [.. command.Words];
        if (words is not ["curl", ..])
            return await ProcessRun.RunAsync(_workspace.FullPath, words[0], words[1..]);
        var arguments = words.Skip(1).Select(word => _service?.Address(word) ?? word);
        return await ProcessRun.RunAsync(
            _workspace.FullPath, "curl", ["--silent", "--show-error", "--fail-with-body", .. arguments]);
    }
}
