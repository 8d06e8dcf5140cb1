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
        if (x.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
            throw new ArgumentException($"The active shift takes Float32, Float64, Float16 or BFloat16; the input is {x.dtype}.", nameof(x));
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
        var expected = x.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        if (shift.dtype != expected)
            throw new ArgumentException($"With an input of element type {x.dtype}, {name} must have {expected}; it has {shift.dtype}.", name);
        if (shift.device_type != x.device_type || shift.device_index != x.device_index)
            throw new ArgumentException($"{name} must be on the input's device {x.device}; it is on {shift.device}.", name);
    }

    private static string Format(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
