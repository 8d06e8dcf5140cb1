namespace ActiveShift;

/// <summary>What a tensor of a network is for; training treats the kinds differently.</summary>
public enum TensorRole
{
    /// <summary>Weight of a convolution or of the classifier; decayed.</summary>
    Weight,

    /// <summary>Bias of the classifier; not decayed.</summary>
    Bias,

    /// <summary>Shift of an active shift layer, in pixels; its own learning rate, not decayed.</summary>
    Shift,

    /// <summary>Scale (gamma) of a batch normalisation; not decayed.</summary>
    BatchNormScale,

    /// <summary>Bias (beta) of a batch normalisation; not decayed.</summary>
    BatchNormBias,

    /// <summary>Running mean of a batch normalisation; a statistic, not a parameter.</summary>
    RunningMean,

    /// <summary>Running variance of a batch normalisation; a statistic, not a parameter.</summary>
    RunningVariance,

    /// <summary>Shift that is not trained, in pixels; not a parameter.</summary>
    FixedShift,
}

/// <summary>One named tensor of a network.</summary>
/// <param name="Name">Its name in weight files, such as <c>stages.1.blocks.0.shift.alpha</c>.</param>
/// <param name="Shape">Its sizes, outermost first; convolutions are [out, in, height, width].</param>
/// <param name="Role">What it is for.</param>
public sealed record TensorSpec(string Name, IReadOnlyList<int> Shape, TensorRole Role)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether training changes it by its gradient (statistics and fixed shifts are not parameters).</summary>
    public bool IsParameter => Role is not (TensorRole.FixedShift or TensorRole.RunningMean or TensorRole.RunningVariance);

    /// <inheritdoc/>
    public override string ToString() => RecordText.Of(this);
}
