namespace ActiveShift.Fuzz.Targets;

/// <summary>All targets, by name.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<string, FuzzTarget>> _all = new()
    {
        ["safetensors"] = _ => new SafetensorsTarget(),
        ["caffemodel"] = _ => new CaffeTarget(),
        ["archive"] = _ => new ModelArchiveTarget(),
        ["idx"] = folder => new IdxTarget(folder),
        ["cifar"] = folder => new CifarTarget(folder),
        ["checkpoint"] = folder => new CheckpointTarget(folder),
        ["journal"] = folder => new JournalTarget(folder),
        ["parquet"] = folder => new ParquetTarget(folder),
        ["images"] = _ => new ImageTarget(),
    };

    public static IReadOnlyCollection<string> Names => _all.Keys;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">Where it may write: some readers read nothing but files.</param>
    public static FuzzTarget Create(string name, string folder) => _all[name](folder);
}
