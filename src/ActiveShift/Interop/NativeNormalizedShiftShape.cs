using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary><c>as_normalized_shift_shape</c> of activeshift.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeNormalizedShiftShape(NormalizedShiftShape shape)
{
    private readonly NativeShape _shift = new(shape.Shift);
    private readonly int _training = shape.Training ? 1 : 0;
    private readonly double _epsilon = shape.Epsilon;
    private readonly double _momentum = shape.Momentum;
}
