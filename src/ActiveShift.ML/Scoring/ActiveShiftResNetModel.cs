namespace ActiveShift.ML;

/// <summary>What a trained transformer knows: the network, its weights and how images are prepared for it. Immutable.</summary>
public sealed class ActiveShiftResNetModel
{
    internal ActiveShiftResNetModel(
        NetworkWeights weights, ImagePreprocessing preprocessing, PixelLayout pixelLayout, BadImageScoring badImages, LabelValues? labels,
        TrainingFacts? facts, ActivationStatistics? statistics = null)
    {
        Weights = weights;
        Preprocessing = preprocessing;
        PixelLayout = pixelLayout;
        BadImages = badImages;
        Labels = labels;
        Facts = facts;
        ActivationStatistics = statistics;
    }

    /// <summary>The architecture.</summary>
    public NetworkSpec Network => Weights.Spec;

    /// <summary>The trained weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>How an image becomes the network's input.</summary>
    public ImagePreprocessing Preprocessing { get; private set; }

    /// <summary>How pixels are laid out where the feature column is a known-size vector.</summary>
    public PixelLayout PixelLayout { get; }

    /// <summary>What scoring does with an image that cannot be decoded.</summary>
    public BadImageScoring BadImages { get; private set; }

    /// <summary>The names of the classes, in the order of the scores; empty if the label had no key values.</summary>
    public IReadOnlyList<string> ClassNames => Labels?.Names ?? [];

    /// <summary>How the network was trained; null for one that was trained elsewhere and imported.</summary>
    public TrainingFacts? Facts { get; }

    /// <summary>The arithmetic of scoring: that which the model was trained for or quantised to, and no other.</summary>
    public EnginePrecision ScoringPrecision => ActivationStatistics is null ? EnginePrecision.Float32 : EnginePrecision.Int8;

    /// <summary>What scoring in 8 bits knows of the activations; null for a model that scores in float32.</summary>
    public ActivationStatistics? ActivationStatistics { get; private set; }

    /// <summary>
    /// What the logits are divided by before they become probabilities (Guo et al., ICML 2017), from
    /// <see cref="MinTemperature"/> to <see cref="MaxTemperature"/>: 1 for those of the network as they are, above 1
    /// for less confident ones. It never changes which class is the most probable one.
    /// </summary>
    public double Temperature { get; private set; } = 1;

    /// <summary>Which views of an image are scored.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; private set; }

    /// <summary>The lowest <see cref="Temperature"/>: 0.01.</summary>
    public const double MinTemperature = 0.01;

    /// <summary>The highest <see cref="Temperature"/>: 100.</summary>
    public const double MaxTemperature = 100;

    /// <summary>The network and how images are prepared for it, to begin another training with.</summary>
    public PretrainedNetwork AsPretrained() => new(Weights, Preprocessing)
    {
        // A label may have the empty text as a value; a network's class is called something or is not known.
        ClassNames = Labels is { } labels && !labels.Names.Contains("") ? labels.Names : null,
    };

    internal LabelValues? Labels { get; }

    /// <summary>The range of a temperature in words, for errors.</summary>
    internal static string TemperatureRange => FormattableString.Invariant($"{MinTemperature} to {MaxTemperature}");

    /// <summary>Whether a temperature is in its range; NaN is not.</summary>
    internal static bool IsTemperature(double value) => value is >= MinTemperature and <= MaxTemperature;

    /// <summary>The same model, scoring in 8 bits.</summary>
    internal ActiveShiftResNetModel Quantized(ActivationStatistics statistics) =>
        Copy(model => model.ActivationStatistics = statistics);

    /// <summary>The same model, doing something else with an image that cannot be decoded.</summary>
    internal ActiveShiftResNetModel With(BadImageScoring badImages) => Copy(model => model.BadImages = badImages);

    /// <summary>The same model, decoding images in another way.</summary>
    internal ActiveShiftResNetModel With(ImageDecoding decoding) =>
        Copy(model => model.Preprocessing = Preprocessing with { Decoding = decoding });

    /// <summary>The same model, scoring other views of an image.</summary>
    internal ActiveShiftResNetModel With(TestTimeAugmentation augmentation) =>
        Copy(model => model.TestTimeAugmentation = augmentation);

    /// <summary>The same model, more or less confident.</summary>
    internal ActiveShiftResNetModel WithTemperature(double temperature) =>
        Copy(model => model.Temperature = temperature);

    private ActiveShiftResNetModel Copy(Action<ActiveShiftResNetModel> change)
    {
        var copy = (ActiveShiftResNetModel)MemberwiseClone();
        change(copy);
        return copy;
    }
}
