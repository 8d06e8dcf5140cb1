namespace ActiveShift;

/// <summary>The first layer: a 3×3 convolution with padding 1 and no bias. No BN follows; the first block begins with one.</summary>
public sealed record StemSpec
{
    /// <summary>Describes a stem.</summary>
    /// <param name="width">Output channels; at least 1.</param>
    /// <param name="stride">1 for small images (CIFAR), 2 for large ones (ImageNet); 1 to 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StemSpec(int width, int stride)
    {
        Width = SpecLimits.Width(width, nameof(width));
        Stride = SpecLimits.Stride(stride, nameof(stride));
    }

    /// <summary>Output channels.</summary>
    public int Width { get; }

    /// <summary>Stride in both directions.</summary>
    public int Stride { get; }
}
