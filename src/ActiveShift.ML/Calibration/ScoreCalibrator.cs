using System.Globalization;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// Fits the temperature of a model to images whose classes are known, in the arithmetic and the views that it scores
/// with.
/// </summary>
/// <param name="network">What runs the model.</param>
/// <param name="channel">Where to say what came of it.</param>
internal sealed class ScoreCalibrator(INetworkScorer network, IChannel channel)
{
    /// <summary>How many images are looked at unless told otherwise: plenty for one number.</summary>
    public const int DefaultMax = 10_000;

    /// <summary>The model with the temperature.</summary>
    /// <param name="model">The model; what temperature it has makes no difference.</param>
    /// <param name="images">The images [n, channels, height, width], some at once.</param>
    /// <param name="labels">Their classes, 0-based; at least one.</param>
    /// <param name="what">What they are, for the log.</param>
    public ActiveShiftResNetModel Calibrate(
        ActiveShiftResNetModel model, IEnumerable<ReadOnlyMemory<float>> images, int[] labels, string what)
    {
        var spec = model.Network;
        int imageLength = spec.Channels * spec.Height * spec.Width, classes = spec.Classes;
        float[] logits = new float[(long)labels.Length * classes];
        int done = 0;
        foreach (var some in images)
        {
            int count = some.Length / imageLength;
            network.Logits(some.Span, count, logits.AsSpan(done * classes, count * classes));
            done += count;
        }
        var labelled = new LabelledLogits(logits, labels);
        double temperature = TemperatureFit.Of(labelled);
        channel.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"Temperature {temperature:F3}, fitted on {labels.Length} {what}: "
            + $"log-loss {labelled.LogLoss(1):F4} before and {labelled.LogLoss(temperature):F4} after, "
            + $"expected calibration error {labelled.CalibrationError(1):F4} before and "
            + $"{labelled.CalibrationError(temperature):F4} after."));
        return model.WithTemperature(temperature);
    }
}
