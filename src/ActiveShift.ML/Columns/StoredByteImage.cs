namespace ActiveShift.ML;

/// <summary>A stored image of 8-bit pixels, [height, width, channels].</summary>
internal sealed class StoredByteImage(byte[] hwc) : StoredImage
{
    public override void AddTo(PixelStatistics statistics) => statistics.AddInterleaved(hwc);

    public override void CopyInput(ImagePreprocessor preprocessor, Span<float> chw) => preprocessor.Normalize(hwc, chw);
}
