using System.Globalization;
using System.Text;

namespace ActiveShift.Training;

/// <summary>How training stands, after a batch or after an epoch.</summary>
public sealed record TrainingMetrics
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// Epochs of the whole run, of which fewer are trained where it is stopped early; 0 where that is not known.
    /// </summary>
    public int Epochs { get; init; }

    /// <summary>The batch within the epoch, from 1; null at the end of an epoch.</summary>
    public int? Batch { get; init; }

    /// <summary>
    /// Cross-entropy in nats as it is minimised (with <see cref="TrainingOptions.LabelSmoothing"/> and class weights), mean over the images
    /// of the batch, or of the epoch as they were when each was trained on.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Share of those images whose class got the highest score, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Plain cross-entropy on the validation set, in nats; null without one, and for a batch.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Accuracy on the validation set, 0 to 1; null without one, and for a batch.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Learning rate of the last step; that of the shifts is <see cref="TrainingOptions.ShiftLearningRateFactor"/> times it.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training images a second since the epoch began, validation not counted.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Mean of |α| and |β| over the channels of each stage, in pixels of that stage's resolution.</summary>
    public required IReadOnlyList<double> MeanAbsoluteShift { get; init; }

    /// <summary>The largest |α| or |β| of each stage, in pixels of that stage's resolution.</summary>
    public required IReadOnlyList<double> MaxAbsoluteShift { get; init; }

    /// <summary>Seconds since the epoch began, validation not counted; with those before a resumed checkpoint.</summary>
    public required double Seconds { get; init; }

    /// <summary>Share of these that the training loop waited for images, 0 to 1. Near 0 the images come as fast as they are used.</summary>
    public required double DataWaitShare { get; init; }

    /// <summary>
    /// One line, the same in every culture: <c>epoch 3/20: loss 0.5123, accuracy 0.8125, validation loss 0.6012,
    /// validation accuracy 0.7900, learning rate 0.1, 1250 images/s, mean shift 0.52 0.61 0.74 pixels</c>; what there
    /// is not is left out.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Add($"epoch {Epoch}");
        if (Epochs > 0)
            Add($"/{Epochs}");
        if (Batch is { } batch)
            Add($", batch {batch}");
        Add($": loss {Loss:F4}, accuracy {Accuracy:F4}");
        if (ValidationLoss is { } loss)
            Add($", validation loss {loss:F4}");
        if (ValidationAccuracy is { } accuracy)
            Add($", validation accuracy {accuracy:F4}");
        Add($", learning rate {LearningRate:G4}, {ImagesPerSecond:F0} images/s");
        if (MeanAbsoluteShift.Count > 0)
            Add($", mean shift {string.Join(' ', MeanAbsoluteShift.Select(shift => shift.ToString("F2", CultureInfo.InvariantCulture)))} pixels");
        return text.ToString();

        void Add(FormattableString part) => text.Append(FormattableString.Invariant(part));
    }
}
