using System.Buffers;

namespace ActiveShift.ML;

/// <summary>Runs a step that needs room for the pixels of one image between decoding and normalisation.</summary>
internal static class RentedPixels
{
    public delegate void Step(Span<byte> hwc, Span<float> chw);

    public static void Use(int length, Span<float> chw, Step step)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            step(rented.AsSpan(0, length), chw);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
