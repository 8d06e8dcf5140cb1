using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>
/// One 1×1 convolution: x <c>[N, Inputs, P]</c>, weight <c>[Outputs, Inputs]</c>, y <c>[N, Outputs, P]</c>, contiguous.
/// <c>as_pointwise_shape</c> of activeshift.h.
/// </summary>
/// <param name="N">Images, at least 0.</param>
/// <param name="Inputs">Channels of x, at least 0.</param>
/// <param name="Outputs">Channels of y, at least 0.</param>
/// <param name="P">Pixels of an image, at least 0.</param>
/// <param name="Threads">The most threads to use, at least 1, the caller's among them. The result does not depend on it.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PointwiseShape(long N, long Inputs, long Outputs, long P, int Threads);
