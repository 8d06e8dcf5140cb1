namespace BatchScoring.Input;

/// <summary>A row that names its image.</summary>
/// <param name="Id">What the output calls it.</param>
/// <param name="Path">The file, relative to the input's root or absolute; empty if the row has none.</param>
internal readonly record struct PathRow(string Id, string Path);
