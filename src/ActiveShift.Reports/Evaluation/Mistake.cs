namespace ActiveShift.ML;

/// <summary>A row that was predicted wrong.</summary>
/// <param name="Row">Its 0-based position in the data.</param>
/// <param name="True">Its class.</param>
/// <param name="Predicted">The class that it was taken for.</param>
/// <param name="Probability">The score of that class.</param>
/// <param name="TrueProbability">The score of its class.</param>
/// <param name="File">Where it comes from, if known.</param>
/// <param name="Image">Its image; null where there is no column of images, or this one cannot be shown.</param>
internal sealed record Mistake(long Row, int True, int Predicted, float Probability, float TrueProbability, string? File, Thumbnail? Image);
