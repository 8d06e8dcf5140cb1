namespace ActiveShift.Interop;

/// <summary><c>as_status</c> of activeshift.h.</summary>
internal enum NativeStatus
{
    Ok = 0,
    InvalidArgument = 1,
    UnsupportedBackend = 2,
    OutOfMemory = 3,
    CudaUnavailable = 4,
    CudaError = 5,
    InternalError = 6,
}
