using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The images of a training or validation set, as the trainer asks for them.</summary>
/// <param name="images">The images.</param>
/// <param name="labels">Their classes.</param>
/// <param name="view">What the trainer sees of them.</param>
/// <param name="teacher">A teacher's probabilities of each, or none.</param>
internal sealed class TrainingImages(
    IReadOnlyList<StoredImage> images, IReadOnlyList<int> labels, StoredView view, IReadOnlyList<float[]> teacher)
    : IImageSet
{
    public int Count => images.Count;

    public (int Height, int Width)? WholeSize => view.WholeSize;

    public ImagePreprocessing Preprocessing => view.Network;

    public int GetLabel(int index) => labels[index];

    public ReadOnlyMemory<float> GetTeacherProbabilities(int index) => teacher.Count == 0 ? default : teacher[index];

    /// <summary>An even sample of the images as they are, for calibration, some at once. An item is valid until the next one.</summary>
    /// <param name="most">How many images at most.</param>
    /// <param name="imageLength">The values of one.</param>
    public IEnumerable<ReadOnlyMemory<float>> Sample(int most, int imageLength)
    {
        int atOnce = CalibrationRows.ImagesAtOnce(imageLength);
        float[] buffer = new float[atOnce * imageLength];
        foreach (long[] chunk in EvenSample.Of(Count, most).Chunk(atOnce))
        {
            Parallel.For(0, chunk.Length, i => CopyImage((int)chunk[i], buffer.AsSpan(i * imageLength, imageLength)));
            yield return buffer.AsMemory(0, chunk.Length * imageLength);
        }
    }

    public void CopyImage(int index, Span<float> chw) => images[index].CopyInput(view, chw);

    public void CopyRegion(int index, ImageRegion region, Span<float> chw) => images[index].CopyRegion(view, region, chw);
}
