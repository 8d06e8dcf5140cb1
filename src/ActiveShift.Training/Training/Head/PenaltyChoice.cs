using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Chooses the penalty of a <see cref="SoftmaxRegression"/> by five-fold cross-validation, each class dealt out evenly:
/// the one with the least log-loss on the images that were left out; of equals the largest.
/// </summary>
internal static class PenaltyChoice
{
    private const int Folds = 5;

    /// <summary>
    /// Images times classes from which on a part of the images, evenly spread, has to do: forty fits would else take longer
    /// than they are worth.
    /// </summary>
    private const int MostProbabilities = 2_000_000;

    /// <summary>From what few images a class want to hardly any.</summary>
    private static readonly double[] _penalties = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

    /// <param name="inputs">Standardised features [images, features].</param>
    /// <param name="labels">Classes of the images.</param>
    /// <param name="imageWeights">What each image counts [images].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellationToken">Looked at before every fit.</param>
    public static double Of(
        Tensor inputs, long[] labels, Tensor imageWeights, int classes, CancellationToken cancellationToken)
    {
        double[] losses = new double[_penalties.Length];
        int count = Math.Min(labels.Length, Math.Max(1, MostProbabilities / classes));
        long[] part = [.. Enumerable.Range(0, count).Select(i => (long)i * labels.Length / count)];
        using var all = tensor(labels);
        int[] folds = Deal(part.Select(i => labels[i]), classes);
        for (int fold = 0; fold < Folds; fold++)
        {
            using var scope = NewDisposeScope();
            long[] rest = [.. part.Where((_, i) => folds[i] != fold)];
            long[] left = [.. part.Where((_, i) => folds[i] == fold)];
            if (rest.Length == 0 || left.Length == 0)
                continue;
            Tensor inside = tensor(rest), outside = tensor(left);
            using var regression = new SoftmaxRegression(inputs[inside], all[inside], imageWeights[inside], classes);
            Tensor? fitted = null;
            for (int i = 0; i < _penalties.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                fitted = regression.Fit(_penalties[i], fitted);
                var logits = SoftmaxRegression.Logits(inputs[outside], fitted);
                var loss = nn.functional.cross_entropy(logits, all[outside], reduction: nn.Reduction.None);
                losses[i] += (loss * imageWeights[outside]).sum().item<double>();
            }
        }
        return _penalties[Array.IndexOf(losses, losses.Min())];
    }

    private static int[] Deal(IEnumerable<long> labels, int classes)
    {
        int[] dealt = new int[classes];
        return [.. labels.Select(label => dealt[label]++ % Folds)];
    }
}
