using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary><c>as_cuda_shift_shape</c> of activeshift_cuda.h.</summary>
/// <param name="N">Images, at least 1.</param>
/// <param name="C">Channels, at least 1; one (alpha, beta) each.</param>
/// <param name="H">Rows, at least 1.</param>
/// <param name="W">Columns, at least 1.</param>
/// <param name="Stride">At least 1.</param>
/// <param name="Element">What the images are stored in; arithmetic is float32.</param>
/// <param name="Layout">Order of the images in memory.</param>
/// <param name="Device">Number of the device that all pointers are of.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CudaShiftShape(long N, long C, long H, long W, int Stride, CudaElement Element, CudaLayout Layout, int Device)
{
    /// <summary>Rows of the output.</summary>
    public long OutH => (H - 1) / Stride + 1;

    /// <summary>Columns of the output.</summary>
    public long OutW => (W - 1) / Stride + 1;
}
