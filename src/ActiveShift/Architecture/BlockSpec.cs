namespace ActiveShift;

/// <summary>
/// One pre-activation residual block: BN, ReLU, 1×1 convolution, BN, ReLU, active shift (or what stands in its place), 1×1 convolution, plus a
/// shortcut (Jeon &amp; Kim, NIPS 2018).
/// </summary>
/// <remarks>
/// The first convolution has <see cref="MiddleWidth"/> outputs and runs at the block's input resolution; the active shift
/// carries the stride. The shortcut is the block's input, or, where the shape changes, a 1×1 convolution with the block's
/// stride over the input after its first BN and ReLU.
/// </remarks>
public sealed record BlockSpec
{
    /// <summary>Describes a block.</summary>
    /// <param name="inputWidth">Channels that come in; at least 1.</param>
    /// <param name="middleWidth">Channels that are shifted: the expansion times the output width; at least 1.</param>
    /// <param name="outputWidth">Channels that go out; at least 1.</param>
    /// <param name="stride">Stride of the active shift; 1 to 16.</param>
    /// <param name="spatial">The layer between the two convolutions. Default: the active shift.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public BlockSpec(int inputWidth, int middleWidth, int outputWidth, int stride, SpatialLayer spatial = SpatialLayer.ActiveShift)
    {
        InputWidth = SpecLimits.Width(inputWidth, nameof(inputWidth));
        MiddleWidth = SpecLimits.Width(middleWidth, nameof(middleWidth));
        OutputWidth = SpecLimits.Width(outputWidth, nameof(outputWidth));
        Stride = SpecLimits.Stride(stride, nameof(stride));
        Spatial = spatial.Checked(nameof(spatial));
    }

    /// <summary>Channels that come in.</summary>
    public int InputWidth { get; }

    /// <summary>Channels that are shifted.</summary>
    public int MiddleWidth { get; }

    /// <summary>Channels that go out.</summary>
    public int OutputWidth { get; }

    /// <summary>Stride of the active shift, and of the shortcut's convolution.</summary>
    public int Stride { get; }

    /// <summary>The layer between the two convolutions.</summary>
    public SpatialLayer Spatial { get; }

    /// <summary>Whether the shortcut is a 1×1 convolution rather than the block's input itself.</summary>
    public bool HasProjection => Stride != 1 || InputWidth != OutputWidth;
}
