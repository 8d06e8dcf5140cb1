using ActiveShift.ML;

namespace Microsoft.ML;

/// <summary>Adds AS-ResNets to the multiclass trainers of an <see cref="MLContext"/>.</summary>
public static class ActiveShiftCatalog
{
    /// <summary>
    /// Trains an AS-ResNet end to end on images. Takes the same parameters as ML.NET's <c>ImageClassification</c>, and replaces it in
    /// a pipeline as it stands.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="labelColumnName">Column of the class: a key.</param>
    /// <param name="featureColumnName">
    /// Column of the image: encoded files (variable vector of Byte), <c>MLImage</c>, or pixels (known-size vector of Single or Byte).
    /// </param>
    /// <param name="scoreColumnName">Column that receives the class probabilities.</param>
    /// <param name="predictedLabelColumnName">Column that receives the predicted class.</param>
    /// <param name="validationSet">Data on which loss and accuracy are reported after every epoch.</param>
    public static ActiveShiftResNetTrainer ActiveShiftResNet(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        IDataView? validationSet = null) =>
        catalog.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ScoreColumnName = scoreColumnName,
            PredictedLabelColumnName = predictedLabelColumnName,
            ValidationSet = validationSet,
        });

    /// <summary>Trains an AS-ResNet end to end on images.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">All options; copied.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it, the value and the range.</exception>
    public static ActiveShiftResNetTrainer ActiveShiftResNet(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActiveShiftResNetTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ActiveShiftResNetTrainer(catalog.GetEnvironment(), options);
    }
}
