namespace ActiveShift.Training;

/// <summary>Training stopped because its numbers are no longer of use.</summary>
/// <remarks>
/// The loss of a batch is not finite or above 1,000 × max(1, ln classes) nats, a thousand times that of guessing; or a weight, a BN
/// statistic or a momentum is not finite. Checkpoints on disk are older than that, and stay.
/// </remarks>
public sealed class TrainingDivergedException : InvalidOperationException
{
    private const int IndicesInMessage = 10;

    internal TrainingDivergedException(string what, double loss, in TrainingStep step)
        : base(
            $"{what} in epoch {step.Epoch}, batch {step.Batch} (step {step.Number}) at learning rate {FormattableString.Invariant($"{step.LearningRate}")}. " +
            "Try a lower LearningRate, some WarmupEpochs or a GradientMaxNorm, and check that the images hold finite numbers. " +
            $"Images of that batch, by their index in the training set: {Format(step.Images.Span)}.")
    {
        Loss = loss;
        Epoch = step.Epoch;
        Batch = step.Batch;
        Step = step.Number;
        LearningRate = step.LearningRate;
        ImageIndices = step.Images.ToArray();
    }

    /// <summary>The loss of the batch, in nats.</summary>
    public double Loss { get; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch within the epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The step of the run, from 1.</summary>
    public long Step { get; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; }

    /// <summary>The images of that batch, by their index in the training set, in the order of the batch.</summary>
    public IReadOnlyList<int> ImageIndices { get; }

    private static string Format(ReadOnlySpan<int> indices)
    {
        string first = string.Join(", ", indices[..Math.Min(indices.Length, IndicesInMessage)].ToArray());
        return indices.Length > IndicesInMessage ? $"{first} and {indices.Length - IndicesInMessage} more" : first;
    }
}
