namespace ActiveShift.Bench.Throughput;

/// <summary>The command line of <c>throughput</c>.</summary>
internal sealed record ThroughputSettings(string? Images, int Count, int Rounds, string? Onnx, string? Weights, string? Model, string? Tsv);
