using System.Runtime.InteropServices;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>A stored image of real-valued pixels of the network's size, in the layout of its column.</summary>
internal sealed class StoredSingleImage(ReadOnlyMemory<byte> content, PixelLayout layout, ChannelOrder order) : StoredImage(content)
{
    public StoredSingleImage(ReadOnlySpan<float> pixels, PixelLayout layout, ChannelOrder order)
        : this(MemoryMarshal.AsBytes(pixels).ToArray(), layout, order)
    {
    }

    private ReadOnlySpan<float> Pixels => MemoryMarshal.Cast<byte, float>(Content.Span);

    public override StoredImage With(ReadOnlyMemory<byte> content) => new StoredSingleImage(content, layout, order);

    public override void AddTo(PixelStatistics statistics) => statistics.Add(Pixels, layout);

    public override void CopyInput(StoredView view, Span<float> chw) => view.Preprocessor.Normalize(Pixels, layout, order, chw);

    public override void CopyRegion(StoredView view, ImageRegion region, Span<float> chw) =>
        throw new NotSupportedException("Images of real-valued pixels are stored as the network sees them.");
}
