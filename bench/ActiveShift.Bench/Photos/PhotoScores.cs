using Microsoft.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>How good the probabilities of a model are.</summary>
/// <param name="Top1">Share of the images whose most probable class is their own.</param>
/// <param name="LogLoss">Mean of -ln of the probability of the image's own class.</param>
/// <param name="CalibrationError">Expected calibration error.</param>
internal sealed record PhotoScores(double Top1, double LogLoss, double CalibrationError)
{
    /// <summary>Evaluates the columns Label, Score and PredictedLabel.</summary>
    /// <param name="context">The context.</param>
    /// <param name="scored">The scored images.</param>
    /// <param name="images">How many they are.</param>
    /// <exception cref="InvalidDataException">A label is not one of the classes that were trained.</exception>
    public static PhotoScores Of(MLContext context, IDataView scored, int images)
    {
        var metrics = context.MulticlassClassification.Evaluate(scored);
        var calibration = context.MulticlassClassification.EvaluateCalibration(scored);
        if (calibration.Images != images)
        {
            throw new InvalidDataException(
                $"{images - calibration.Images} of {images} images have a class that no training image has.");
        }
        return new PhotoScores(metrics.MicroAccuracy, metrics.LogLoss, calibration.ExpectedCalibrationError);
    }
}
