using System.Globalization;
using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>The names of the files in the folder of results.</summary>
internal static class OutputFolder
{
    public const string JournalPattern = "shard-*-of-*.journal.jsonl";

    public static string Journal(string folder, Shard shard) => Path.Combine(folder, Name(shard) + ".journal.jsonl");

    /// <summary>Held by the process that scores the shard.</summary>
    public static string Lock(string folder, Shard shard) => Path.Combine(folder, $".{Name(shard)}.lock");

    public static string Part(string folder, long part, OutputFormat format) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{part:D8}.{format.ToString().ToLowerInvariant()}"));

    /// <summary>Where a file is written before it is renamed. Only the holder of the shard's lock writes its parts, so one name is enough.</summary>
    public static string Beside(string file) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.partial");

    private static string Name(Shard shard) => string.Create(CultureInfo.InvariantCulture, $"shard-{shard.Index:D5}-of-{shard.Count:D5}");
}
