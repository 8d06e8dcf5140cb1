using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary><c>as_batch_norm_shape</c> of activeshift.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeBatchNormShape(BatchNormShape shape)
{
    private readonly long _n = shape.N;
    private readonly long _c = shape.C;
    private readonly long _p = shape.P;
    private readonly int _training = shape.Training ? 1 : 0;
    private readonly int _threads = shape.Threads;
    private readonly double _epsilon = shape.Epsilon;
    private readonly double _momentum = shape.Momentum;
}
