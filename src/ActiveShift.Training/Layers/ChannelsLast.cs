using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// The memory format that torch calls channels_last: a tensor [N, C, H, W] whose elements lie as [N, H, W, C]. TorchSharp has no name for it; torch
/// knows it by the strides.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Whether a tensor lies so without gaps, and not as [N, C, H, W]; one that does both counts as the latter.</summary>
    public static bool Is(Tensor x)
    {
        if (x.is_contiguous())
            return false;
        using var pixelsFirst = x.permute(0, 2, 3, 1);
        return pixelsFirst.is_contiguous();
    }

    /// <summary>The same values in this format; the tensor itself, as another object, where it has it already.</summary>
    public static Tensor Of(Tensor x)
    {
        using var pixelsFirst = x.permute(0, 2, 3, 1);
        using var moved = pixelsFirst.contiguous();
        return moved.permute(0, 3, 1, 2);
    }
}
