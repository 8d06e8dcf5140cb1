using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Where a batch is computed, and in what form its images get there.</summary>
/// <param name="Device">The device.</param>
/// <param name="Type">Of the images.</param>
/// <param name="IsChannelsLast">Whether they lie as [N, H, W, C] in memory.</param>
internal sealed record BatchPlacement(Device Device, ScalarType Type, bool IsChannelsLast)
{
    /// <summary>In float32 on the CPU.</summary>
    public static BatchPlacement Cpu { get; } = new(CPU, ScalarType.Float32, false);

    public bool IsOnGpu => Device.type == TorchSharp.DeviceType.CUDA;

    /// <summary>For images that are scored, not learned from: always float32, in which a trained network scores.</summary>
    public BatchPlacement ForScoring => this with { Type = ScalarType.Float32 };

    /// <summary>For features in the place of images: the classifier, which is float32, takes them.</summary>
    public BatchPlacement ForFeatures => this with { Type = ScalarType.Float32, IsChannelsLast = false };

    /// <summary>What the options ask for, on a device that is there.</summary>
    public static BatchPlacement Of(TrainingOptions options, Device device)
    {
        bool isGpu = device.type == TorchSharp.DeviceType.CUDA;
        bool isReduced = options.Precision == TrainingPrecision.BFloat16;
        return new(device, isReduced ? ScalarType.BFloat16 : ScalarType.Float32, isGpu && (options.ChannelsLast ?? isReduced));
    }

    /// <summary>Brings images [N, C, H, W] there. From pinned memory the copy is queued; the memory must stay as it is until something waits for it.</summary>
    /// <param name="images">On the CPU, in float32; given back.</param>
    public Tensor Place(Tensor images)
    {
        if (Device.type == TorchSharp.DeviceType.CPU && Type == images.dtype && !IsChannelsLast)
            return images;
        using var scope = NewDisposeScope();
        using var source = images;
        // Converted over there: a GPU is faster at it.
        var placed = images.to(Device, copy: true, non_blocking: true).to_type(Type);
        return (IsChannelsLast ? ChannelsLast.Of(placed) : placed).MoveToOuterDisposeScope();
    }
}
