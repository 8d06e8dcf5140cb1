using System.Runtime.InteropServices;
using TorchSharp;

namespace ActiveShift.Training;

/// <summary>Tells whether libtorch can compute on the NVIDIA GPUs of this machine.</summary>
/// <remarks>
/// It can where the program brings a libtorch with CUDA (see docs/libtorch.md) and the driver is recent enough for it.
/// Whether the active shift then has a native version too, <see cref="ActiveShiftBackend.Cuda"/> says.
/// </remarks>
public static class TorchGpu
{
    /// <summary>How many GPUs libtorch can compute on; 0 where it cannot.</summary>
    public static int Count => Ask().Count;

    /// <summary>Why libtorch cannot compute on a GPU, as the end of a sentence; null if it can.</summary>
    /// <param name="gpuDeviceId">The GPU's number in CUDA's order, from 0.</param>
    public static string? WhyUnavailable(int gpuDeviceId)
    {
        var (count, failure) = Ask();
        return Explain(gpuDeviceId, count, failure);
    }

    internal static string? Explain(int gpuDeviceId, int count, string? failure) =>
        failure is not null ? $"libtorch sees no CUDA device: {failure}"
        : gpuDeviceId >= 0 && gpuDeviceId < count ? null
        : count == 1 ? "libtorch sees 1 CUDA device, number 0"
        : $"libtorch sees {count} CUDA devices, numbers 0 to {count - 1}";

    private static (int Count, string? Failure) Ask()
    {
        try
        {
            // Loads libtorch's CUDA part where the program has one.
            if (torch.cuda.is_available())
                return (torch.cuda.device_count(), null);
        }
        catch (Exception e) when (e is NotSupportedException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            return (0, $"it could not be loaded ({(e.InnerException ?? e).Message.Split('\n', 2)[0].Trim()})");
        }
        return (0, NativeLibrary.TryLoad("torch_cuda", typeof(torch).Assembly, null, out _)
            ? $"it cannot use the driver. {ActiveShiftBackend.Cuda.Reason.TrimEnd('.')}"
            : "the one that this program has is for the CPU (the package libtorch-cuda-12.8 for your system has the other)");
    }
}
