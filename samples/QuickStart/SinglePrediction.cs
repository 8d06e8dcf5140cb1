namespace QuickStart;

/// <summary>What a prediction engine said of one image.</summary>
internal sealed record SinglePrediction(string Actual, string Predicted, float Probability);
