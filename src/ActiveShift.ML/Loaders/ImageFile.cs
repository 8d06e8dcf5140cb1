namespace ActiveShift.ML;

/// <summary>An image on disk and the class it belongs to.</summary>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="SortKey">Its path below the image folder, with / between folders.</param>
internal sealed record ImageFile(string FullPath, string Label, string SortKey);
