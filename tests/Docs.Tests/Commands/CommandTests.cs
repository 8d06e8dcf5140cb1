using System.Collections.Concurrent;

namespace Docs.Tests.Commands;

/// <summary>Each command of the pages, named as the page has it.</summary>
public sealed class CommandTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<int, string?>>>> _runs = new();

    public static TheoryData<string> Commands => [.. ShellCommand.All.Select(command => command.ToString())];

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_names_what_there_is(string command) => Assert.Empty(NamedFiles.Missing(Find(command)));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_program_takes_its_arguments(string command)
    {
        // What is run below shows it by that; and the service takes any argument, as ASP.NET Core's configuration does.
        if (NotRun.Reason(Find(command)) is null
            || DotnetRun.Of(Find(command)) is not { Project: not "samples/WebApi" } run)
            return;
        Assert.True(File.Exists(run.Program), $"'{run.Program}' is not built.");
        Assert.Empty(await ArgumentParsing.ComplaintsAsync(run));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task It_runs(string command)
    {
        var found = Find(command);
        if (NotRun.Reason(found) is { } reason)
            Assert.Skip(reason);
        // Those of a page build on each other, so all are run when the first is asked for.
        var failures = await _runs.GetOrAdd(found.Page, page => new(() => PageRun.RunAsync(page))).Value;
        Assert.True(failures[found.Line] is null, failures[found.Line]);
    }

    [Theory]
    [InlineData("dotnet run --project samples/QuickStart -- --data photos --epoch 20", "--epoch")]
    [InlineData("dotnet run --project samples/QuickStart -- --epochs many", "many")]
    [InlineData("dotnet run --project bench/ActiveShift.Bench -- latensy --rounds 3", "latensy")]
    public async Task An_argument_that_the_program_does_not_take_is_found(string command, string culprit)
    {
        var complaints = await ArgumentParsing.ComplaintsAsync(DotnetRun.Of(new ShellCommand("page.md", 1, command))!);

        Assert.Contains(complaints, complaint => complaint.Contains(culprit, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("curl -F \"file=@docs/images/skirt.png\" http://localhost:5080/predict", "docs/images/skirt.png")]
    [InlineData("dotnet pack -c Release docs/images", "a project in docs/images")]
    [InlineData("dotnet add package libtorch-cpu-linux-x64 --version 2.9.0", "2.9.0")]
    public void What_is_not_there_is_found(string command, string missing) =>
        Assert.Contains(
            NamedFiles.Missing(new ShellCommand("page.md", 1, command)),
            name => name.Contains(missing, StringComparison.Ordinal));

    private static ShellCommand Find(string command) =>
        ShellCommand.All.Single(candidate => candidate.ToString() == command);
}
