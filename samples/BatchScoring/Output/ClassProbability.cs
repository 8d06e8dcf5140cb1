namespace BatchScoring.Output;

/// <summary>A class and how probable it is, 0 to 1.</summary>
internal readonly record struct ClassProbability(string Label, float Probability);
