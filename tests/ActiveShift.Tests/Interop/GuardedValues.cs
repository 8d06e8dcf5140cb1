using System.Numerics;

namespace ActiveShift.Tests.Interop;

/// <summary>Tensors in guarded memory, from values and back to them.</summary>
internal static class GuardedValues
{
    public static GuardedBuffer<T> New<T>(int count, Placement placement)
        where T : unmanaged => new(count, placement == Placement.AtEnd, placement == Placement.OneElementIn ? 1 : 0);

    public static GuardedBuffer<T> Fill<T>(double[] values, Placement placement)
        where T : unmanaged, IFloatingPoint<T>
    {
        GuardedBuffer<T> buffer = New<T>(values.Length, placement);
        for (int k = 0; k < values.Length; k++)
        {
            buffer.Span[k] = T.CreateChecked(values[k]);
        }

        return buffer;
    }

    public static double[] Read<T>(GuardedBuffer<T> buffer)
        where T : unmanaged, IFloatingPoint<T>
    {
        buffer.Verify();
        double[] values = new double[buffer.Count];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = double.CreateChecked(buffer.Span[k]);
        }

        return values;
    }
}
