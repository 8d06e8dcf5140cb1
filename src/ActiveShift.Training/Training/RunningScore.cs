using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Mean loss and accuracy over the images seen so far.</summary>
internal struct RunningScore
{
    private double _loss;
    private long _correct;

    public long Images { get; private set; }

    public readonly double Loss => _loss / Images;

    public readonly double Accuracy => (double)_correct / Images;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">Its mean loss.</param>
    /// <param name="logits">Its logits [N, classes].</param>
    /// <param name="labels">Its labels.</param>
    public void Add(double meanLoss, Tensor logits, ReadOnlySpan<long> labels)
    {
        var scores = TensorMemory.Span(logits);
        int classes = scores.Length / labels.Length;
        for (int i = 0; i < labels.Length; i++)
        {
            if (IndexOfLargest(scores.Slice(i * classes, classes)) == labels[i])
                _correct++;
        }
        _loss += meanLoss * labels.Length;
        Images += labels.Length;
    }

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
