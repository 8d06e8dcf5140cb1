namespace ClassifyImages;

/// <summary>The command line.</summary>
internal sealed record Settings(string WeightsPath, string ImageFolder, string? LabelsPath, string? ClassesPath);
