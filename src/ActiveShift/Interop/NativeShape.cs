using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary><c>as_shift_shape</c> of activeshift.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeShape(ShiftShape shape)
{
    private readonly long _n = shape.N;
    private readonly long _c = shape.C;
    private readonly long _h = shape.H;
    private readonly long _w = shape.W;
    private readonly int _stride = shape.Stride;
    private readonly int _threads = shape.Threads;
}
