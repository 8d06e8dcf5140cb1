using System.Globalization;

namespace ActiveShift.ML;

/// <summary>The two entries of a model file: a JSON description, and <see cref="ModelTensors"/>.</summary>
internal static class ModelEntries
{
    public static byte[] WriteDescription(ActiveShiftResNetModel model, ModelColumns columns) => ModelJson.Write(new ModelDescription
    {
        Format = ModelDescription.FormatName,
        Version = ModelDescription.CurrentVersion,
        Columns = columns,
        Network = NetworkDescription.Of(model.Network),
        Preprocessing = model.Preprocessing,
        PixelLayout = model.PixelLayout,
        BadImages = model.BadImages,
        ScoringPrecision = model.ScoringPrecision,
        Temperature = model.Temperature,
        TestTimeAugmentation = model.TestTimeAugmentation,
        Labels = model.Labels is { } labels ? new LabelDescription { Type = labels.TypeName, Values = labels.Names } : null,
        Training = model.Facts,
    });

    /// <summary>Reads and checks the description.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or from a version that this one does not read.</exception>
    public static CheckedDescription ReadDescription(ReadOnlySpan<byte> json)
    {
        var description = ModelJson.Read(json);
        try
        {
            CheckWhole(description);
            var spec = description.Network.ToSpec();
            CheckFits(spec, description);
            return new CheckedDescription(description, spec);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw Damaged(e);
        }
    }

    public static InvalidDataException Damaged(Exception e) =>
        new($"The model's description is damaged: {e.Message}", e);

    public static byte[] Digest(ReadOnlySpan<byte> entry) => Sha256.Of(entry);

    /// <summary>JSON may hold null where a list's items may not be.</summary>
    private static void CheckWhole(ModelDescription description)
    {
        if (description.Network.Stages.Any(stage => stage is null || stage.Contains(null!)))
            throw new InvalidDataException("The model's description is damaged: a stage or block of its network is null.");
        if (description.Labels?.Values.Contains(null!) == true)
            throw new InvalidDataException("The model's description is damaged: a label value is null.");
        if (!ActiveShiftResNetModel.IsTemperature(description.Temperature))
        {
            throw new InvalidDataException(
                $"The model's temperature is {description.Temperature.ToString(CultureInfo.InvariantCulture)}; "
                + $"expected {ActiveShiftResNetModel.TemperatureRange}.");
        }
        var columns = description.Columns;
        if (new[] { columns.Feature, columns.Score, columns.PredictedLabel }.Any(string.IsNullOrWhiteSpace) || columns.Score == columns.PredictedLabel)
        {
            throw new InvalidDataException(
                $"The model's columns are '{columns.Feature}', '{columns.Score}' and '{columns.PredictedLabel}'; expected names, and two for the outputs.");
        }
    }

    private static void CheckFits(NetworkSpec spec, ModelDescription description)
    {
        var p = description.Preprocessing;
        if (p.Height != spec.Height || p.Width != spec.Width || p.Channels != spec.Channels)
        {
            throw new InvalidDataException(
                $"The model prepares images of {p.Height}x{p.Width}x{p.Channels}, but its network takes {spec.Height}x{spec.Width}x{spec.Channels}.");
        }
        if (description.Labels is { } labels && labels.Values.Count != spec.Classes)
            throw new InvalidDataException($"The model names {labels.Values.Count} classes, but its network has {spec.Classes}.");
    }
}
