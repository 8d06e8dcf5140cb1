namespace ClassifyImages;

/// <summary>The command line.</summary>
internal sealed record Settings(string Weights, string ImageFolder, string? LabelsPath, string? ClassesPath);
