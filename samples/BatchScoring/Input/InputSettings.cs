namespace BatchScoring.Input;

/// <summary>The input as the command line describes it.</summary>
/// <param name="Paths">A folder, a text list, or Parquet files.</param>
/// <param name="Root">What relative paths in a list or Parquet are relative to; null for the folder that the list or first file is in.</param>
/// <param name="ImageColumn">Column of images in Parquet; null if not said.</param>
/// <param name="PathColumn">Column of paths in Parquet; null if not said.</param>
/// <param name="IdColumn">Column of ids in Parquet; null if not said.</param>
internal sealed record InputSettings(
    IReadOnlyList<string> Paths, string? Root, string? ImageColumn, string? PathColumn, string? IdColumn)
{
    /// <summary>The largest encoded image, in units of 2^20 bytes.</summary>
    public int MaxImageMegabytes { get; init; } = ImageLimit.DefaultMegabytes;

    /// <exception cref="ArgumentException"><see cref="MaxImageMegabytes"/> is out of range.</exception>
    public ImageLimit Limit => ImageLimit.OfMegabytes(MaxImageMegabytes);
}
