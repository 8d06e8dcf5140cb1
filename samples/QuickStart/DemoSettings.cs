namespace QuickStart;

/// <summary>The command line.</summary>
internal sealed record DemoSettings(
    string? DataFolder, string? InitialModel, int? Epochs, string ModelPath, int Seed, int Threads)
{
    /// <summary>Minutes to search for better options; null for no search.</summary>
    public double? TuneMinutes { get; init; }

    /// <summary>The file from which an interrupted search goes on.</summary>
    public string? TuneStatePath { get; init; }
}
