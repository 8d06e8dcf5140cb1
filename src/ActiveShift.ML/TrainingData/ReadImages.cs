namespace ActiveShift.ML;

/// <summary>Images as they were read.</summary>
/// <param name="Images">The images.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="Rows">Their 0-based positions in the data, of which some may have been left out.</param>
internal sealed record ReadImages(
    IReadOnlyList<StoredImage> Images, IReadOnlyList<int> Labels, IReadOnlyList<long> Rows)
{
    /// <summary>Some of them.</summary>
    public ReadImages At(int[] indices) =>
        new(Of(Images, indices), Of(Labels, indices), Of(Rows, indices));

    private static T[] Of<T>(IReadOnlyList<T> all, int[] indices) => [.. indices.Select(i => all[i])];
}
