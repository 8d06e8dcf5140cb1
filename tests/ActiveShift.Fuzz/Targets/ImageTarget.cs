using ActiveShift.Fuzz.Mutation;
using ActiveShift.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>An encoded image, as it is trained on and scored.</summary>
internal sealed class ImageTarget : FuzzTarget
{
    /// <summary>Four bytes for each pixel that an image may have, and a buffer rounded up to a power of two.</summary>
    private const long LargestImage = 8 * ImageDecoding.DefaultMaxPixels;

    private readonly ByteMutation _bytes = new(
        "IDAT"u8.ToArray(), "IEND"u8.ToArray(), [0xff, 0xd9], [0xff, 0xe1], [0x2c, 0, 0, 0, 0], "VP8X"u8.ToArray());

    /// <summary>An image may say that it has 64 Mi pixels, and they are decoded.</summary>
    public override TimeSpan TimeLimit => TimeSpan.FromSeconds(30);

    public override IEnumerable<byte[]> Seeds() => TinyImages.All();

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        byte[] altered = _bytes.Alter(input, other, random);
        if (random.Next(8) > 0)
            PngChecksums.Fix(altered);
        return altered;
    }

    public override void Read(byte[] input)
    {
        using var decoder = new ImageDecoder(ImageDecoding.Default);
        decoder.Decode(input);
    }

    public override bool Promises(Exception e) => e is BadImageException;

    public override long AllocationLimit(int length) => base.AllocationLimit(length) + LargestImage;
}
