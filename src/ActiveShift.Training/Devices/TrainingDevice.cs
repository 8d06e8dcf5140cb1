using TorchSharp;

namespace ActiveShift.Training;

/// <summary>The device that a training runs on.</summary>
internal static class TrainingDevice
{
    /// <summary>The device that the options ask for, or the CPU where that is not there and they allow it.</summary>
    /// <exception cref="InvalidOperationException">The GPU is not there.</exception>
    /// <exception cref="PlatformNotSupportedException">The application has no libtorch that can be loaded.</exception>
    public static torch.Device Choose(TrainingOptions options)
    {
        // Before anything else asks for it: TorchSharp's own error would come out of whatever is first.
        Libtorch.Load();
        return Choose(options, TorchGpu.WhyUnavailable);
    }

    public static torch.Device Choose(TrainingOptions options, Func<int, string?> whyUnavailable)
    {
        if (options.GpuDeviceId is not { } gpu)
            return torch.CPU;
        string? why = whyUnavailable(gpu);
        if (why is null)
            return new torch.Device(DeviceType.CUDA, gpu);
        return options.FallbackToCpu == true
            ? torch.CPU
            : throw new InvalidOperationException($"{nameof(options.GpuDeviceId)} is {gpu}, but {why}. Leave it null, or set {nameof(options.FallbackToCpu)}.");
    }
}
