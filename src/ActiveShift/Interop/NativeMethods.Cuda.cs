using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <content>The functions of activeshift_cuda.h.</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "as_cuda_message")]
    internal static partial byte* GetCudaMessage();

    [LibraryImport(Library, EntryPoint = "as_cuda_device_count")]
    internal static partial int GetCudaDeviceCount();

    [LibraryImport(Library, EntryPoint = "as_cuda_available")]
    internal static partial NativeStatus GetCudaAvailable(int device);

    [LibraryImport(Library, EntryPoint = "as_cuda_prepare")]
    internal static partial NativeStatus PrepareCuda(int device);

    [LibraryImport(Library, EntryPoint = "as_cuda_use_driver", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void UseCudaDriver(string? path);

    [LibraryImport(Library, EntryPoint = "as_cuda_shift_workspace_bytes")]
    internal static partial NativeStatus GetCudaShiftWorkspaceBytes(in CudaShiftShape shape, in CudaShiftTensors tensors, out long bytes);

    [LibraryImport(Library, EntryPoint = "as_cuda_shift_forward")]
    internal static partial NativeStatus CudaShiftForward(in CudaShiftShape shape, in CudaShiftTensors tensors);

    [LibraryImport(Library, EntryPoint = "as_cuda_shift_backward")]
    internal static partial NativeStatus CudaShiftBackward(in CudaShiftShape shape, in CudaShiftTensors tensors);
}
