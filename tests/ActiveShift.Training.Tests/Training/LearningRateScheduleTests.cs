namespace ActiveShift.Training.Tests.Training;

public class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(31_999, 0.1)]
    [InlineData(32_000, 0.01)]
    [InlineData(47_999, 0.01)]
    [InlineData(48_000, 0.001)]
    [InlineData(63_999, 0.001)]
    public void Paper_drops_at_32k_and_48k_of_64k(long step, double rate) =>
        Assert.Equal(rate, new LearningRateSchedule(0.1, 64_000, 0).At(step), 1e-12);

    [Fact]
    public void Warm_up_grows_linearly_to_the_first_full_step()
    {
        var schedule = new LearningRateSchedule(0.4, 100, 4);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4], Enumerable.Range(0, 5).Select(step => Math.Round(schedule.At(step), 12)));
    }

    [Fact]
    public void Odd_numbers_of_steps_drop_at_the_first_step_past_the_fraction() =>
        Assert.Equal([1, 1, 1, 0.1, 0.01], Enumerable.Range(0, 5).Select(step => Math.Round(new LearningRateSchedule(1, 5, 0).At(step), 12)));
}
