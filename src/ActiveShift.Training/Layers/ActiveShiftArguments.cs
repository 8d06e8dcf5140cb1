using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Checks what comes into the active shift before any memory is touched.</summary>
internal static class ActiveShiftArguments
{
    public static void Check(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(beta);
        SpecLimits.Stride(stride, nameof(stride));
        if (x.dim() != 4)
            throw new ArgumentException($"The active shift takes an input of rank 4, [N, C, H, W]; this one is {Format(x)}.", nameof(x));
        if (x.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"The active shift takes Float32 or Float64; the input is {x.dtype}.", nameof(x));
        CheckDevice(x, nameof(x));
        if (x.shape[2] == 0 || x.shape[3] == 0)
            throw new ArgumentException($"The active shift takes images of at least one pixel; the input is {Format(x)}.", nameof(x));
        CheckShift(x, alpha, nameof(alpha));
        CheckShift(x, beta, nameof(beta));
    }

    private static void CheckShift(Tensor x, Tensor shift, string name)
    {
        if (shift.dim() != 1 || shift.shape[0] != x.shape[1])
        {
            throw new ArgumentException(
                $"The input {Format(x)} has {x.shape[1]} channels, so {name} must be [{x.shape[1]}]; it is {Format(shift)}.", name);
        }
        if (shift.dtype != x.dtype)
            throw new ArgumentException($"{name} must have the input's element type {x.dtype}; it has {shift.dtype}.", name);
        CheckDevice(shift, name);
    }

    private static void CheckDevice(Tensor tensor, string name)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new ArgumentException($"This version of the active shift runs on the CPU; {name} is on {tensor.device}.", name);
    }

    private static string Format(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
