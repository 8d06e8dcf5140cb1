using ActiveShift;
using ActiveShift.ML;

namespace Microsoft.ML;

/// <summary>
/// Adds loading with checks, and networks that were trained elsewhere, to the model operations of an
/// <see cref="MLContext"/>.
/// </summary>
public static class ActiveShiftModelCatalog
{
    /// <summary>
    /// Loads an AS-ResNet from the authors' release, a <c>.caffemodel</c>, as a transformer that scores images. It saves and loads like a
    /// trained one. Of the authors' own three files it knows what the classes are called.
    /// </summary>
    /// <param name="catalog">The model operations of <c>mlContext.Model</c>.</param>
    /// <param name="path">The file; see <see cref="ActiveShiftModels.LoadCaffe(string)"/>.</param>
    /// <param name="featureColumnName">Column of the image; the forms are those of <see cref="CreateActiveShiftResNet"/>.</param>
    /// <param name="scoreColumnName">Column that receives the class probabilities.</param>
    /// <param name="predictedLabelColumnName">
    /// Column that receives the predicted class: a key, the class's index plus 1, whose key values are the names; after
    /// <c>MapKeyToValue</c> it is the name.
    /// </param>
    /// <param name="classNames">
    /// What the classes are called, in the order of the network's outputs. Default null: ImageNet's names for the
    /// authors' three files, which are known by their content, and none for other files, however many classes they
    /// have.
    /// </param>
    /// <param name="badImages">What scoring does with an image that cannot be decoded.</param>
    /// <param name="pixelLayout">How pixels are laid out where the feature column is a known-size vector.</param>
    /// <exception cref="ArgumentException">A column name is empty or used twice, or the class names are not one a class.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or no AS-ResNet.</exception>
    public static ActiveShiftResNetTransformer LoadActiveShiftCaffe(
        this ModelOperationsCatalog catalog,
        string path,
        string featureColumnName = "Features",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        IReadOnlyList<string>? classNames = null,
        BadImageScoring badImages = BadImageScoring.Error,
        PixelLayout pixelLayout = PixelLayout.Planar) =>
        catalog.CreateActiveShiftResNet(
            ActiveShiftModels.LoadCaffe(path), featureColumnName, scoreColumnName, predictedLabelColumnName, classNames, badImages, pixelLayout);

    /// <summary>Makes a transformer that scores images with a network trained elsewhere. It saves and loads like a trained one.</summary>
    /// <param name="catalog">The model operations of <c>mlContext.Model</c>.</param>
    /// <param name="network">The network.</param>
    /// <param name="featureColumnName">
    /// Column of the image: encoded files (variable vector of Byte), <c>MLImage</c>, or pixels (known-size vector of Single or Byte).
    /// </param>
    /// <param name="scoreColumnName">Column that receives the class probabilities.</param>
    /// <param name="predictedLabelColumnName">
    /// Column that receives the predicted class: a key whose value is the class's index plus 1, as everywhere in ML.NET.
    /// </param>
    /// <param name="classNames">
    /// What the classes are called, in the order of the network's outputs; they become the key values of the predicted
    /// label and the names of the scores. Default null: <see cref="PretrainedNetwork.ClassNames"/>; where that is null
    /// too, there are none.
    /// </param>
    /// <param name="badImages">What scoring does with an image that cannot be decoded.</param>
    /// <param name="pixelLayout">How pixels are laid out where the feature column is a known-size vector.</param>
    /// <exception cref="ArgumentException">A column name is empty or used twice, or the class names are not one a class.</exception>
    public static ActiveShiftResNetTransformer CreateActiveShiftResNet(
        this ModelOperationsCatalog catalog,
        PretrainedNetwork network,
        string featureColumnName = "Features",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        IReadOnlyList<string>? classNames = null,
        BadImageScoring badImages = BadImageScoring.Error,
        PixelLayout pixelLayout = PixelLayout.Planar)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(featureColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(scoreColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(predictedLabelColumnName);
        if (scoreColumnName == predictedLabelColumnName)
        {
            throw new ArgumentException(
                $"scoreColumnName and predictedLabelColumnName are both '{scoreColumnName}'; expected two names.",
                nameof(predictedLabelColumnName));
        }
        if (!Enum.IsDefined(badImages))
            throw new ArgumentOutOfRangeException(nameof(badImages), badImages, "badImages must be Error or Missing.");
        if (!Enum.IsDefined(pixelLayout))
            throw new ArgumentOutOfRangeException(nameof(pixelLayout), pixelLayout, "pixelLayout must be Interleaved or Planar.");
        var model = new ActiveShiftResNetModel(
            network.Weights, network.Preprocessing, pixelLayout, badImages,
            Labels(classNames ?? network.ClassNames, network.Spec.Classes), facts: null);
        return new ActiveShiftResNetTransformer(catalog.GetEnvironment(), model, new ModelColumns
        {
            Feature = featureColumnName,
            Score = scoreColumnName,
            PredictedLabel = predictedLabelColumnName,
        });
    }

    /// <summary>
    /// Loads a model as <c>mlContext.Model.Load</c> does, for files that somebody else may have written or damaged: the
    /// archive is checked before ML.NET reads it, whatever is wrong with it is said by one kind of exception, and a
    /// network that this process has not the memory to score with is refused.
    /// </summary>
    /// <remarks>
    /// What is checked of the archive: that no entry expands to more than 64 MiB or 100 times its length, whichever is
    /// more, and that the schema's entry is whole. Damage to the entries of ML.NET's own transformers is left to
    /// ML.NET, which does not find all of it.
    /// </remarks>
    /// <param name="catalog">The model operations of <c>mlContext.Model</c>.</param>
    /// <param name="path">The file that <c>mlContext.Model.Save</c> wrote.</param>
    /// <param name="inputSchema">
    /// The schema of the data that the model was trained on; null if it was saved without.
    /// </param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">
    /// It is no model, damaged, from a newer version, or too large for this process.
    /// </exception>
    public static ITransformer LoadChecked(
        this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        try
        {
            return CheckedLoad.Load(catalog, stream, ScoringMemory.Available, out inputSchema);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded as a model of ML.NET: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="LoadChecked(ModelOperationsCatalog, string, out DataViewSchema?)"/>
    /// <param name="catalog">The model operations of <c>mlContext.Model</c>.</param>
    /// <param name="stream">
    /// What <c>mlContext.Model.Save</c> wrote, from the first byte on; seekable. It is left open.
    /// </param>
    /// <param name="inputSchema">
    /// The schema of the data that the model was trained on; null if it was saved without.
    /// </param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ITransformer LoadChecked(
        this ModelOperationsCatalog catalog, Stream stream, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek
            ? CheckedLoad.Load(catalog, stream, ScoringMemory.Available, out inputSchema)
            : throw new ArgumentException(
                "The stream cannot seek; expected one that can, as ML.NET does.", nameof(stream));
    }

    private static LabelValues? Labels(IReadOnlyList<string>? classNames, int classes)
    {
        if (classNames is null)
            return null;
        if (classNames.Count != classes)
            throw new ArgumentException($"classNames has {classNames.Count} name(s); the network has {classes} classes.", nameof(classNames));
        for (int i = 0; i < classNames.Count; i++)
        {
            if (string.IsNullOrEmpty(classNames[i]))
                throw new ArgumentException($"classNames[{i}] is empty; expected a name for every class.", nameof(classNames));
        }
        return LabelValues.Of(classNames);
    }
}
