namespace QuickStart;

/// <summary>The command line.</summary>
internal sealed record DemoSettings(string? DataFolder, string? InitialModel, int? Epochs, string ModelPath, int Seed, int Threads);
