using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The images of a training or validation set, as the trainer asks for them.</summary>
internal sealed class TrainingImages(IReadOnlyList<StoredImage> images, IReadOnlyList<int> labels, StoredView view) : IImageSet
{
    public int Count => images.Count;

    public (int Height, int Width)? WholeSize => view.WholeSize;

    public int GetLabel(int index) => labels[index];

    public void CopyImage(int index, Span<float> chw) => images[index].CopyInput(view, chw);

    public void CopyRegion(int index, ImageRegion region, Span<float> chw) => images[index].CopyRegion(view, region, chw);
}
