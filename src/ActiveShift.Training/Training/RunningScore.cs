using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Mean loss and accuracy over the images seen so far.</summary>
internal record struct RunningScore
{
    /// <summary>Sum over the images of the mean loss of each one's batch.</summary>
    public double LossSum { get; set; }

    public long Correct { get; set; }

    public long Images { get; set; }

    public readonly double Loss => LossSum / Images;

    public readonly double Accuracy => (double)Correct / Images;

    /// <summary>The score of one batch.</summary>
    /// <param name="meanLoss">Its mean loss.</param>
    /// <param name="logits">Its logits [N, classes].</param>
    /// <param name="labels">Its labels.</param>
    public static RunningScore Of(double meanLoss, Tensor logits, ReadOnlySpan<long> labels)
    {
        using var onCpu = logits.cpu();
        var scores = TensorMemory.Span(onCpu);
        int classes = scores.Length / labels.Length;
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (IndexOfLargest(scores.Slice(i * classes, classes)) == labels[i])
                correct++;
        }
        return new RunningScore { LossSum = meanLoss * labels.Length, Correct = correct, Images = labels.Length };
    }

    public static RunningScore operator +(RunningScore a, RunningScore b) =>
        new() { LossSum = a.LossSum + b.LossSum, Correct = a.Correct + b.Correct, Images = a.Images + b.Images };

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return best;
    }
}
