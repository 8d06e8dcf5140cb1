namespace ActiveShift.ML;

/// <summary>A model's description, checked: all that is needed to read its weights.</summary>
internal sealed class CheckedDescription(ModelDescription description, NetworkSpec spec)
{
    public ModelColumns Columns => description.Columns;

    /// <summary>Bytes that the weights' entry can have at most.</summary>
    public int MaxWeightsLength => ModelTensors.MaxLength(spec, description.ScoringPrecision);

    /// <summary>Makes the model.</summary>
    /// <param name="safetensors">The weights' entry.</param>
    /// <exception cref="InvalidDataException">The entry is damaged, or does not fit the description.</exception>
    public ActiveShiftResNetModel ReadModel(Stream safetensors)
    {
        try
        {
            var (weights, statistics) = ModelTensors.Read(spec, description.ScoringPrecision, safetensors);
            return new ActiveShiftResNetModel(
                weights,
                description.Preprocessing,
                description.PixelLayout,
                description.BadImages,
                description.Labels is { } labels ? LabelValues.Parse(labels.Type, labels.Values) : null,
                description.Training,
                statistics)
                .WithTemperature(description.Temperature)
                .With(description.TestTimeAugmentation);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw ModelEntries.Damaged(e);
        }
    }
}
