namespace ActiveShift.ML;

/// <summary>A stored image of real-valued pixels, in the layout of its column.</summary>
internal sealed class StoredSingleImage(float[] pixels, PixelLayout layout, ChannelOrder order) : StoredImage
{
    public override void AddTo(PixelStatistics statistics) => statistics.Add(pixels, layout);

    public override void CopyInput(ImagePreprocessor preprocessor, Span<float> chw) => preprocessor.Normalize(pixels, layout, order, chw);
}
