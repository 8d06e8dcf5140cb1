namespace ActiveShift.Interop;

/// <summary><c>as_cuda_element</c> of activeshift_cuda.h.</summary>
internal enum CudaElement
{
    Float32 = 0,
    Float16 = 1,
    BFloat16 = 2,
}
