namespace ActiveShift.Training;

/// <summary>Some of the images of a set, evenly spread over it.</summary>
/// <param name="images">The set.</param>
/// <param name="count">How many: 1 to all of them.</param>
internal sealed class SampledImages(IImageSet images, int count) : IImageSet
{
    public int Count => count;

    public (int Height, int Width)? WholeSize => images.WholeSize;

    public ImagePreprocessing? Preprocessing => images.Preprocessing;

    public int GetLabel(int index) => images.GetLabel(Place(index));

    public ReadOnlyMemory<float> GetTeacherProbabilities(int index) => images.GetTeacherProbabilities(Place(index));

    public void CopyImage(int index, Span<float> chw) => images.CopyImage(Place(index), chw);

    public void CopyRegion(int index, ImageRegion region, Span<float> chw) =>
        images.CopyRegion(Place(index), region, chw);

    private int Place(int index) => (int)((long)index * images.Count / count);
}
