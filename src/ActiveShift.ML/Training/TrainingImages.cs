using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The images of a training or validation set in memory, as the trainer asks for them.</summary>
internal sealed class TrainingImages(IReadOnlyList<StoredImage> images, IReadOnlyList<int> labels, ImagePreprocessor preprocessor) : IImageSet
{
    public int Count => images.Count;

    public int GetLabel(int index) => labels[index];

    public void CopyImage(int index, Span<float> chw) => images[index].CopyInput(preprocessor, chw);
}
