using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>A stored image of 8-bit pixels, [height, width, channels].</summary>
internal sealed class StoredByteImage(ReadOnlyMemory<byte> hwc) : StoredImage(hwc)
{
    public override StoredImage With(ReadOnlyMemory<byte> content) => new StoredByteImage(content);

    public override void AddTo(PixelStatistics statistics) => statistics.AddInterleaved(Content.Span);

    public override void CopyInput(StoredView view, Span<float> chw) => view.CopyCentre(Content.Span, chw);

    public override void CopyRegion(StoredView view, ImageRegion region, Span<float> chw) => view.CopyRegion(Content.Span, region, chw);
}
