namespace ActiveShift.Training.Tests.Training;

public class StageLearningRatesTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);

    [Fact]
    public void Decay_grows_with_depth_up_to_the_full_rate_of_the_last_stage_and_the_classifier()
    {
        var rates = new StageLearningRates(_spec, new TrainingOptions { StageLearningRateDecay = 0.5 });
        foreach (var tensor in _spec.Tensors)
        {
            bool isFirst = tensor.Name.StartsWith("stem", StringComparison.Ordinal)
                || tensor.Name.StartsWith("stages.0", StringComparison.Ordinal);
            double expected = isFirst ? 0.25
                : tensor.Name.StartsWith("stages.1", StringComparison.Ordinal) ? 0.5 : 1;
            Assert.Equal(expected, rates.Of(tensor));
        }
        Assert.False(rates.IsAllFrozen);
        Assert.False(rates.IsFrozen(0));
    }

    [Fact]
    public void Decay_is_factors_written_shorter()
    {
        var decay = new StageLearningRates(_spec, new TrainingOptions { StageLearningRateDecay = 0.3 });
        var factors = new StageLearningRates(_spec, new TrainingOptions { StageLearningRateFactors = [0.09, 0.3, 1] });
        Assert.All(_spec.Tensors, tensor => Assert.Equal(factors.Of(tensor), decay.Of(tensor), 1e-15));
    }

    [Fact]
    public void Both_exclude_each_other() => Assert.Contains(
        "StageLearningRateFactors are given and StageLearningRateDecay is not 1",
        Assert.Throws<ArgumentException>(
            new TrainingOptions { StageLearningRateFactors = [1, 1, 1], StageLearningRateDecay = 0.5 }.Validate).Message);
}
