using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The addresses of tensors on any device and of any type, for native code.</summary>
/// <remarks>
/// What TorchSharp offers publicly (<see cref="Tensor.storage"/>) has no 16-bit types and converts them to another tensor. This is the
/// function of its native library that it reads tensors' bytes with; the library is loaded wherever there is a tensor.
/// </remarks>
internal static partial class DeviceMemory
{
    /// <summary>Where the first element lies; 0 for no tensor. The tensor must be kept alive by the caller.</summary>
    public static nint Pointer(Tensor? tensor) => tensor is null ? 0 : Data(tensor.Handle);

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    private static partial nint Data(nint tensor);
}
