using System.CommandLine;
using System.Globalization;

namespace BatchScoring.Merging;

/// <summary>The verb <c>merge</c>.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folders = new Argument<DirectoryInfo[]>("folders") { Description = "The folders of results: one that all shards share, or several.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<FileInfo?>("--to") { Description = "File for all results in the order of the input; without it, they are only checked." };
        var allow = new Option<bool>("--allow-failed-rows") { Description = "Exit code 0 and not 2 where rows have errors." };
        var command = new Command("merge", "Checks that every shard is there exactly once, complete and unchanged, and puts the results into one file.") { folders, to, allow };
        command.SetAction(arguments => Run(
            [.. arguments.GetRequiredValue(folders).Select(folder => folder.FullName)], arguments.GetValue(to)?.FullName, arguments.GetValue(allow)));
        return command;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> folders, string? to, bool allowFailedRows)
    {
        try
        {
            var shards = ShardSet.Read(folders);
            if (to is null)
                PartJoiner.Check(shards);
            else
                PartJoiner.Join(shards, to);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows={shards.Job.Input.Rows}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed_rows={shards.FailedRows}"));
            return ExitCode.Of(shards.FailedRows, allowFailedRows);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
