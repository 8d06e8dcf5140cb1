using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class TrainingLossTests
{
    private static readonly float[] _logits = [2, -1, 0.5f, 0.25f, 1, -3];
    private static readonly long[] _labels = [2, 0];

    [Theory]
    [InlineData(null, 0)]
    [InlineData(null, 0.2)]
    [InlineData(new[] { 0.5, 2, 3 }, 0)]
    [InlineData(new[] { 0.5, 2, 3 }, 0.2)]
    public void Is_the_cross_entropy_of_the_smoothed_target_weighted_by_the_images_class(double[]? weights, double smoothing)
    {
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(weights, smoothing, CPU);
        Assert.Equal(Reference(weights ?? [1, 1, 1], smoothing), loss.Of(tensor(_logits).view(2, 3), tensor(_labels)).item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(new[] { 0.5, 2, 3 }, 0.2)]
    public void Of_mixed_images_is_the_weighted_sum_of_both_classes_losses(double[]? weights, double smoothing)
    {
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(weights, smoothing, CPU);
        long[] others = [0, 2];
        double[] ofClasses = weights ?? [1, 1, 1];
        double expected = 0.7 * Reference(ofClasses, smoothing) + 0.3 * Reference(ofClasses, smoothing, others);
        var seen = loss.Of(tensor(_logits).view(2, 3), tensor(_labels), tensor(others), 0.7);
        Assert.Equal(expected, seen.item<float>(), 1e-5);
    }

    private static double Reference(double[] weights, double smoothing) => Reference(weights, smoothing, _labels);

    private static double Reference(double[] weights, double smoothing, long[] labels)
    {
        double sum = 0;
        for (int n = 0; n < 2; n++)
        {
            double total = Enumerable.Range(0, 3).Sum(c => Math.Exp(_logits[3 * n + c]));
            for (int c = 0; c < 3; c++)
            {
                double target = smoothing / 3 + (c == labels[n] ? 1 - smoothing : 0);
                sum -= weights[labels[n]] * target * (_logits[3 * n + c] - Math.Log(total));
            }
        }
        return sum / labels.Sum(label => weights[label]);
    }
}
