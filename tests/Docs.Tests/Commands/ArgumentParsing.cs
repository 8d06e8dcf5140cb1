namespace Docs.Tests.Commands;

/// <summary>Asks a program whether it takes arguments, without letting it do anything.</summary>
internal static class ArgumentParsing
{
    /// <summary>No program has it, so each ends with an error after it has parsed all of its command line.</summary>
    private const string Unknown = "--an-option-that-no-program-has";

    /// <returns>What the program says against the arguments.</returns>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(DotnetRun run)
    {
        // After the verb, and before any option, which might take it for a value.
        int verbs = run.Arguments.TakeWhile(word => !word.StartsWith('-')).Count();
        var result = await ProcessRun.RunAsync(
            Path.GetTempPath(),
            "dotnet",
            [run.Program, .. run.Arguments.Take(verbs), Unknown, .. run.Arguments.Skip(verbs)]);
        string[] complaints = result.Errors.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(complaints, line => line.Contains(Unknown, StringComparison.Ordinal));
        return [.. complaints.Where(line => !line.Contains(Unknown, StringComparison.Ordinal))];
    }
}
