using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace ActiveShift;

/// <summary>The two passes of the separable resampling of <see cref="ResampleWeights"/> over 8-bit pixels. Each pass rounds to 8 bits.</summary>
internal static class BilinearResampler
{
    /// <summary>Bytes that <see cref="Horizontal"/> may touch past the last pixel, in its input and in its output.</summary>
    public const int Padding = 4;

    private const uint Half = 1u << (ResampleWeights.FractionBits - 1);

    /// <summary>One row: <c>[source width, channels]</c> to <c>[crop width, channels]</c>.</summary>
    /// <param name="source">The row from pixel <c>weights.Start</c> on, and <see cref="Padding"/> bytes.</param>
    /// <param name="weights">The weights of the horizontal axis.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="destination">Room for the pixels, and <see cref="Padding"/> bytes, which are overwritten.</param>
    public static void Horizontal(ReadOnlySpan<byte> source, in ResampleWeights weights, int channels, int width, Span<byte> destination)
    {
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<uint> taps = weights.Taps(x);
            int from = (weights.First(x) - weights.Start) * channels;
            if (channels == 1)
                destination[x] = WeighGray(source.Slice(from, taps.Length), taps);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(destination[(3 * x)..], WeighColour(source[from..], taps));
        }
    }

    /// <summary>One output row from the rows that <paramref name="taps"/> weighs.</summary>
    /// <param name="rows">The first of these rows, the others following it.</param>
    /// <param name="taps">The weight of each row.</param>
    /// <param name="destination">The output row; its length is also the distance of the input rows.</param>
    public static void Vertical(ReadOnlySpan<byte> rows, ReadOnlySpan<uint> taps, Span<byte> destination)
    {
        int length = destination.Length;
        int x = 0;
        for (; x <= length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector<uint> a = new(Half), b = a, c = a, d = a;
            for (int t = 0; t < taps.Length; t++)
            {
                Vector.Widen(new Vector<byte>(rows.Slice((t * length) + x, Vector<byte>.Count)), out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> p, out Vector<uint> q);
                Vector.Widen(high, out Vector<uint> r, out Vector<uint> s);
                uint tap = taps[t];
                a += p * tap;
                b += q * tap;
                c += r * tap;
                d += s * tap;
            }

            Vector<ushort> first = Vector.Narrow(ToPixel(a), ToPixel(b));
            Vector<ushort> second = Vector.Narrow(ToPixel(c), ToPixel(d));
            Vector.Narrow(first, second).CopyTo(destination[x..]);
        }

        for (; x < length; x++)
        {
            uint sum = Half;
            for (int t = 0; t < taps.Length; t++)
                sum += rows[(t * length) + x] * taps[t];
            destination[x] = ToPixel(sum);
        }
    }

    private static byte WeighGray(ReadOnlySpan<byte> pixels, ReadOnlySpan<uint> taps)
    {
        uint sum = Half;
        for (int t = 0; t < taps.Length; t++)
            sum += pixels[t] * taps[t];
        return ToPixel(sum);
    }

    /// <summary>The three channels of a pixel side by side in the low bytes; the fourth byte belongs to no one.</summary>
    private static uint WeighColour(ReadOnlySpan<byte> pixels, ReadOnlySpan<uint> taps)
    {
        Vector128<uint> sum = Vector128.Create(Half);
        for (int t = 0; t < taps.Length; t++)
        {
            uint pixel = BinaryPrimitives.ReadUInt32LittleEndian(pixels[(3 * t)..]);
            Vector128<ushort> wide = Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte());
            sum += Vector128.WidenLower(wide) * taps[t];
        }

        sum = Vector128.Min(sum >> ResampleWeights.FractionBits, Vector128.Create((uint)byte.MaxValue));
        Vector128<ushort> narrow = Vector128.Narrow(sum, sum);
        return Vector128.Narrow(narrow, narrow).AsUInt32().ToScalar();
    }

    private static byte ToPixel(uint sum) => (byte)Math.Min(sum >> ResampleWeights.FractionBits, byte.MaxValue);

    private static Vector<uint> ToPixel(Vector<uint> sum) =>
        Vector.Min(sum >> ResampleWeights.FractionBits, new Vector<uint>(byte.MaxValue));
}
