namespace QuickStart;

/// <summary>The command line.</summary>
internal sealed record DemoSettings(string? DataFolder, string? InitialModelPath, int? Epochs, string ModelPath, int Seed, int Threads);
