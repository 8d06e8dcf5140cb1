namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>How elements lie in memory, as shift_launch.h numbers them.</summary>
internal enum StorageFormat
{
    Float32,
    Float16,
    BFloat16,
}

/// <summary>Conversions, written from the formats' definitions and .NET's own Half.</summary>
internal static class StorageFormats
{
    internal static int Size(this StorageFormat format) => format == StorageFormat.Float32 ? 4 : 2;

    /// <summary>The largest relative error of rounding to the format: half a unit in the last place.</summary>
    internal static double UnitRoundoff(this StorageFormat format) => format switch
    {
        StorageFormat.Float16 => Math.Pow(2, -11),
        StorageFormat.BFloat16 => Math.Pow(2, -8),
        _ => Math.Pow(2, -24),
    };

    /// <summary>The nearest value of the format, ties to even.</summary>
    internal static double Round(this StorageFormat format, double value) => format.Decode(format.Encode(value));

    internal static uint Encode(this StorageFormat format, double value) => format switch
    {
        StorageFormat.Float32 => BitConverter.SingleToUInt32Bits((float)value),
        StorageFormat.Float16 => BitConverter.HalfToUInt16Bits((Half)value),
        _ => EncodeBFloat16((float)value),
    };

    internal static double Decode(this StorageFormat format, uint bits) => format switch
    {
        StorageFormat.Float32 => BitConverter.UInt32BitsToSingle(bits),
        StorageFormat.Float16 => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
        _ => BitConverter.UInt32BitsToSingle(bits << 16),
    };

    // The neighbour below and the one above in magnitude, whichever is nearer.
    private static uint EncodeBFloat16(float value)
    {
        if (!float.IsFinite(value))
        {
            return float.IsNaN(value) ? 0x7fc0u : value > 0 ? 0x7f80u : 0xff80u;
        }

        uint below = BitConverter.SingleToUInt32Bits(value) >> 16;
        double low = BitConverter.UInt32BitsToSingle(below << 16), high = BitConverter.UInt32BitsToSingle((below + 1) << 16);
        double toLow = Math.Abs(value - low);
        double toHigh = double.IsFinite(high) ? Math.Abs(high - value) : Math.Pow(2, 120) - toLow;
        return toLow < toHigh || (toLow == toHigh && below % 2 == 0) ? below : below + 1;
    }
}
