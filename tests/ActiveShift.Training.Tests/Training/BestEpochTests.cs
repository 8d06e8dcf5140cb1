namespace ActiveShift.Training.Tests.Training;

public class BestEpochTests
{
    [Theory]
    [InlineData(ValidationMetric.Loss, new[] { 3.0, 2, 2.5, 2, 4 }, 2)]
    [InlineData(ValidationMetric.Accuracy, new[] { 0.3, 0.5, 0.4, 0.5, 0.2 }, 2)]
    [InlineData(ValidationMetric.Loss, new[] { double.NaN, double.NaN, 9, double.NaN }, 3)]
    public void First_of_the_best_is_kept(ValidationMetric metric, double[] values, int epoch) =>
        Assert.Equal(epoch, After(values, metric, minDelta: 0).Metrics!.Epoch);

    [Fact]
    public void Small_gains_are_kept_but_are_no_improvement()
    {
        var best = After([1, 0.95, 0.92, 0.89, 0.85], ValidationMetric.Loss, minDelta: 0.1);
        Assert.Equal((5, 4, 0.89), (best.Metrics!.Epoch, best.ImprovedIn, best.ImprovedTo));
    }

    [Fact]
    public void Figures_that_are_not_numbers_are_never_the_best() =>
        Assert.Equal((null, 0), (After([double.NaN, double.NaN], ValidationMetric.Loss, 0).Metrics, After([double.NaN], ValidationMetric.Loss, 0).ImprovedIn));

    private static BestEpoch After(double[] values, ValidationMetric metric, double minDelta) =>
        values.Select((value, i) => Epoch(i + 1, value)).Aggregate(new BestEpoch(), (best, epoch) => best.With(epoch, metric, minDelta));

    private static TrainingMetrics Epoch(int epoch, double value) => new()
    {
        Epoch = epoch,
        ValidationLoss = value,
        ValidationAccuracy = value,
        Loss = 0,
        Accuracy = 0,
        LearningRate = 0,
        ImagesPerSecond = 0,
        MeanAbsoluteShift = [],
        MaxAbsoluteShift = [],
        Seconds = 0,
        DataWaitShare = 0,
    };
}
