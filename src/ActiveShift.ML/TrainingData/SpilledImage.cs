using System.Buffers;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>A stored image whose pixels are in a file, and in memory only while they are needed.</summary>
/// <param name="file">The file.</param>
/// <param name="at">Where the pixels begin.</param>
/// <param name="length">How many bytes they are.</param>
/// <param name="kind">An image of the same kind, without pixels.</param>
internal sealed class SpilledImage(SpillFile file, long at, int length, StoredImage kind) : StoredImage(ReadOnlyMemory<byte>.Empty)
{
    public override StoredImage With(ReadOnlyMemory<byte> content) => kind.With(content);

    public override void AddTo(PixelStatistics statistics)
    {
        using var image = Read();
        image.Value.AddTo(statistics);
    }

    public override void CopyInput(StoredView view, Span<float> chw)
    {
        using var image = Read();
        image.Value.CopyInput(view, chw);
    }

    public override void CopyRegion(StoredView view, ImageRegion region, Span<float> chw)
    {
        using var image = Read();
        image.Value.CopyRegion(view, region, chw);
    }

    private Loaded Read()
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        file.Read(at, rented.AsSpan(0, length));
        return new Loaded(kind.With(rented.AsMemory(0, length)), rented);
    }

    private readonly record struct Loaded(StoredImage Value, byte[] Rented) : IDisposable
    {
        public void Dispose() => ArrayPool<byte>.Shared.Return(Rented);
    }
}
