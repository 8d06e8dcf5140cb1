using System.Collections.Concurrent;
using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>On which tensors the native kernels of a GPU are used.</summary>
internal static class CudaKernels
{
    // Found out once a device: what the driver refused it will refuse again, and the answer loads the kernels.
    private static readonly ConcurrentDictionary<int, bool> _isUsable = new();

    /// <summary>Whether the native function takes this input; others are composed of torch's operators.</summary>
    public static bool Take(Tensor x) =>
        x.device_type == TorchSharp.DeviceType.CUDA && x.dtype is ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 && x.numel() != 0
        && _isUsable.GetOrAdd(Math.Max(0, x.device_index), device => NativeCuda.Prepare(device).IsAvailable);
}
