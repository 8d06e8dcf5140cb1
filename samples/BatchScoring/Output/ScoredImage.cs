namespace BatchScoring.Output;

/// <summary>A row of the output.</summary>
/// <param name="Id">What the input calls it.</param>
/// <param name="Top">The most probable classes, the most probable first; none if the row failed.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
internal sealed record ScoredImage(string Id, IReadOnlyList<ClassProbability> Top, string? Error);
