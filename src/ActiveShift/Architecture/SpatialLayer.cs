namespace ActiveShift;

/// <summary>
/// What looks at neighbouring pixels in a block, between its two 1×1 convolutions: the paper's layer, or one of those that it is compared with
/// (Jeon &amp; Kim, NIPS 2018, sections 4.1 and 4.2).
/// </summary>
public enum SpatialLayer
{
    /// <summary>The active shift layer: a real-valued shift for each channel, trained from values uniform in [-1, 1].</summary>
    ActiveShift,

    /// <summary>Shifts drawn from the normal distribution N(0, 1) and not trained ("sampled real" in the paper's ablation).</summary>
    SampledShift,

    /// <summary>Shifts drawn from N(0, 1), rounded to whole pixels and not trained ("sampled integer").</summary>
    SampledIntegerShift,

    /// <summary>
    /// The heuristic of ShiftNet (Wu et al., CVPR 2018), "grouped shift": the channels are cut into nine groups of equal size, one for each of the 3×3
    /// neighbours; what is left over stays in place. Not trained.
    /// </summary>
    GroupedShift,

    /// <summary>A 3×3 depthwise convolution, padding 1, no bias; nothing follows it (the paper's 1B-DW3-1). In 8 bits it can't be scored.</summary>
    Depthwise,

    /// <summary>A 3×3 depthwise convolution followed by BN and ReLU (the paper's 1B-DW3-B-1). In 8 bits it can't be scored.</summary>
    DepthwiseBatchNorm,
}
