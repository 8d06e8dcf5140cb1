namespace ActiveShift.ML;

/// <summary>Which columns of scored data a report reads, and how.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What the data is, for headings and file names; default <c>Test</c>.</summary>
    public string Name { get; init; } = "Test";

    /// <summary>Column of the true class, a key of known cardinality; default <c>Label</c>. Rows whose label is missing are counted and left out.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Column of the class probabilities, a vector of <see cref="float"/>, one for each class; default <c>Score</c>.</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>
    /// Column of the predicted class; default <c>PredictedLabel</c>. Where it is a key like the label's, it is what counts; where it is missing or no
    /// longer a key (after <c>MapKeyToValue</c>), the class with the highest score is.
    /// </summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>
    /// Column of the images, in any form that the trainer takes: encoded files, <c>MLImage</c>, or pixel vectors. Null, the default, for a
    /// report without pictures of mistakes.
    /// </summary>
    public string? ImageColumnName { get; init; }

    /// <summary>How pixel vectors are laid out; default <see cref="PixelLayout.Planar"/>.</summary>
    public PixelLayout PixelLayout { get; init; } = PixelLayout.Planar;

    /// <summary>Height of the images in pixels, where a pixel vector's type does not say it; null, the default, elsewhere.</summary>
    public int? ImageHeight { get; init; }

    /// <summary>Width of the images in pixels, likewise.</summary>
    public int? ImageWidth { get; init; }

    /// <summary>How many of the worst mistakes are shown, 0 to 1,000; default 40.</summary>
    public int MaxMistakes { get; init; } = 40;

    internal EvaluationOptions Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name, nameof(Name));
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName, nameof(LabelColumnName));
        ArgumentException.ThrowIfNullOrEmpty(ScoreColumnName, nameof(ScoreColumnName));
        ArgumentException.ThrowIfNullOrEmpty(PredictedLabelColumnName, nameof(PredictedLabelColumnName));
        if (MaxMistakes is < 0 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(MaxMistakes), MaxMistakes, "MaxMistakes must be from 0 to 1000.");
        return this;
    }
}
