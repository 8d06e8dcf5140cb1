namespace ActiveShift.Training.Tests.Training;

public class TrainingPlanTests
{
    [Fact]
    public void Epochs_make_the_steps()
    {
        var plan = new TrainingPlan(new TrainingOptions { Epochs = 3, WarmupEpochs = 1.5 }, batches: 5);
        Assert.Equal((15, 3, 8), (plan.Steps, plan.Epochs, plan.WarmupSteps));
        Assert.Equal([(0, 5), (5, 5), (10, 5)], Epochs(plan));
    }

    [Theory]
    [InlineData(4, new[] { 4 })]
    [InlineData(5, new[] { 5 })]
    [InlineData(12, new[] { 5, 5, 2 })]
    public void Iterations_rule_and_may_cut_the_last_epoch_short(long iterations, int[] steps)
    {
        var plan = new TrainingPlan(new TrainingOptions { Epochs = 1, Iterations = iterations }, batches: 5);
        Assert.Equal(iterations, plan.Steps);
        Assert.Equal(steps, Epochs(plan).Select(epoch => epoch.Steps));
    }

    private static IEnumerable<(long Before, int Steps)> Epochs(TrainingPlan plan) =>
        Enumerable.Range(1, plan.Epochs).Select(epoch => (plan.StepsBefore(epoch), plan.StepsIn(epoch)));
}
