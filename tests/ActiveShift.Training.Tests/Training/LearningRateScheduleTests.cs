namespace ActiveShift.Training.Tests.Training;

public class LearningRateScheduleTests
{
    private static readonly TrainingOptions _options = new() { LearningRate = 1 };

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(31_999, 0.1)]
    [InlineData(32_000, 0.01)]
    [InlineData(47_999, 0.01)]
    [InlineData(48_000, 0.001)]
    [InlineData(63_999, 0.001)]
    public void Paper_drops_at_32k_and_48k_of_64k(long step, double rate) =>
        Assert.Equal(rate, new LearningRateSchedule(Recipe.Cifar, 64_000, 0).At(step), 1e-12);

    [Fact]
    public void Warm_up_grows_linearly_to_the_first_full_step() =>
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4], Rates(_options with { LearningRate = 0.4 }, 100, warmup: 4)[..5]);

    [Fact]
    public void Odd_numbers_of_steps_drop_at_the_first_step_past_the_fraction() =>
        Assert.Equal([1, 1, 1, 0.1, 0.01], Rates(_options, 5));

    [Fact]
    public void Milestones_and_their_factor_can_be_chosen()
    {
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125],
            Rates(_options with { LearningRateMilestones = [0.2, 0.4, 0.7], LearningRateMilestoneFactor = 0.5 }, 10));
        Assert.Equal([1, 1, 1], Rates(_options with { LearningRateMilestones = [] }, 3));
    }

    [Fact]
    public void Straight_line_ends_one_step_above_zero() =>
        Assert.Equal([1, 0.75, 0.5, 0.25], Rates(_options with { LearningRateDecay = LearningRateDecay.Linear }, 4));

    [Fact]
    public void Cosine_falls_slowly_fast_slowly() =>
        Assert.Equal([1, 0.853553, 0.5, 0.146447], Rates(_options with { LearningRateDecay = LearningRateDecay.Cosine }, 4));

    [Fact]
    public void Constant_stays() => Assert.Equal([1, 1, 1], Rates(_options with { LearningRateDecay = LearningRateDecay.Constant }, 3));

    [Theory]
    [InlineData(LearningRateDecay.Linear, new[] { 0.5, 1, 1, 0.75, 0.5, 0.25 })]
    [InlineData(LearningRateDecay.Cosine, new[] { 0.5, 1, 1, 0.853553, 0.5, 0.146447 })]
    public void Line_and_cosine_begin_after_the_warm_up(LearningRateDecay decay, double[] rates) =>
        Assert.Equal(rates, Rates(_options with { LearningRateDecay = decay }, 6, warmup: 2));

    [Fact]
    public void Run_shorter_than_its_warm_up_only_warms_up() =>
        Assert.Equal([0.25, 0.5], Rates(_options with { LearningRateDecay = LearningRateDecay.Linear }, 2, warmup: 4));

    private static double[] Rates(TrainingOptions options, int steps, long warmup = 0)
    {
        var schedule = new LearningRateSchedule(options, steps, warmup);
        return [.. Enumerable.Range(0, steps).Select(step => Math.Round(schedule.At(step), 6))];
    }
}
