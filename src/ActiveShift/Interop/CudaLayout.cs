namespace ActiveShift.Interop;

/// <summary><c>as_cuda_layout</c> of activeshift_cuda.h.</summary>
internal enum CudaLayout
{
    Nchw = 0,
    Nhwc = 1,
}
