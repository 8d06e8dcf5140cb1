using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>
/// The active shift on NVIDIA GPUs, through the driver. See activeshift_cuda.h for the exact contract. What is launched is queued on the default
/// stream of the device's primary context, which is libtorch's too.
/// </summary>
internal static unsafe class NativeCuda
{
    /// <summary>Whether kernels run on a device, and one sentence that says why or why not. Nothing is done on the device.</summary>
    internal static ActiveShiftCudaState State(int device) => !NativeLibraryLoader.IsLoaded
        ? new(false, $"The GPU is not used because {NativeLibraryLoader.Failure}.")
        : Describe(NativeMethods.GetCudaAvailable(device));

    /// <summary>The same, with the kernels loaded onto the device.</summary>
    internal static ActiveShiftCudaState Prepare(int device) => !NativeLibraryLoader.IsLoaded
        ? new(false, $"The GPU is not used because {NativeLibraryLoader.Failure}.")
        : Describe(NativeMethods.PrepareCuda(device));

    internal static void Forward(in CudaShiftShape shape, in CudaShiftTensors tensors) =>
        Check(NativeMethods.CudaShiftForward(shape, tensors), shape);

    /// <summary>The workspace that <see cref="Backward"/> needs for these tensors, in bytes.</summary>
    internal static long WorkspaceBytes(in CudaShiftShape shape, in CudaShiftTensors tensors)
    {
        Check(NativeMethods.GetCudaShiftWorkspaceBytes(shape, tensors, out long bytes), shape);
        return bytes;
    }

    internal static void Backward(in CudaShiftShape shape, in CudaShiftTensors tensors) =>
        Check(NativeMethods.CudaShiftBackward(shape, tensors), shape);

    private static ActiveShiftCudaState Describe(NativeStatus status) => new(status == NativeStatus.Ok, Message());

    private static string Message() => Marshal.PtrToStringUTF8((nint)NativeMethods.GetCudaMessage())!;

    /// <exception cref="ArgumentException">Sizes or pointers can't be right.</exception>
    /// <exception cref="InvalidOperationException">The device is not there, or a call of the driver failed.</exception>
    /// <exception cref="InsufficientMemoryException">There was no memory.</exception>
    private static void Check(NativeStatus status, in CudaShiftShape shape)
    {
        if (status == NativeStatus.Ok)
            return;
        string message = $"The active shift on the GPU failed. {Message()}";
        throw status switch
        {
            NativeStatus.InvalidArgument => new ArgumentException(message, nameof(shape)),
            NativeStatus.OutOfMemory => new InsufficientMemoryException(message),
            _ => new InvalidOperationException(message),
        };
    }
}
