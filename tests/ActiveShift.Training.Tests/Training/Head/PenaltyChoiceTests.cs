using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training.Head;

public class PenaltyChoiceTests
{
    [Fact]
    public void Noise_wants_much() => Assert.InRange(Choose(signal: 0, images: 60), 1, 3);

    [Fact]
    public void What_is_told_apart_with_ease_wants_little() => Assert.InRange(Choose(signal: 6, images: 60), 0.001, 0.01);

    [Fact]
    public void One_image_a_class_can_be_fitted_too() => Assert.InRange(Choose(signal: 1, images: 3), 0.001, 3);

    [Fact]
    public void Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Choose(signal: 1, images: 30, source.Token));
    }

    private static double Choose(double signal, int images, CancellationToken cancellationToken = default)
    {
        const int Classes = 3;
        var random = new Random(1);
        double[,] inputs = new double[images, 8];
        long[] labels = [.. Enumerable.Range(0, images).Select(i => (long)(i % Classes))];
        for (int i = 0; i < images; i++)
        {
            for (int f = 0; f < 8; f++)
                inputs[i, f] = 2 * random.NextDouble() - 1 + (f == labels[i] ? signal : 0);
        }
        using var scope = NewDisposeScope();
        return PenaltyChoice.Of(tensor(inputs), labels, ones([images], ScalarType.Float64), Classes, cancellationToken);
    }
}
