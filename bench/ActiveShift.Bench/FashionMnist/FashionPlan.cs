namespace ActiveShift.Bench.FashionMnist;

/// <summary>Which ASNet to train, and how long; null epochs are the preset's.</summary>
internal sealed record FashionPlan(int Depth, int Width, int Expansion, int? Epochs, int Seed, int Threads);
