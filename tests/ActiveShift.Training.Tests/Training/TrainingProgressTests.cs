namespace ActiveShift.Training.Tests.Training;

public class TrainingProgressTests
{
    // 3 epochs of 5 steps.
    private static readonly TrainingPlan _plan = new(new TrainingOptions { Epochs = 3 }, batches: 5);

    private static readonly TrainingMetrics _metrics = new()
    {
        Epoch = 1,
        Loss = 1,
        Accuracy = 0.5,
        LearningRate = 0.1,
        ImagesPerSecond = 1,
        MeanAbsoluteShift = [],
        MaxAbsoluteShift = [],
        Seconds = 1,
        DataWaitShare = 0,
    };

    [Fact]
    public void What_a_run_passes_through_is_right()
    {
        new TrainingProgress().Check(_plan);
        new TrainingProgress { Batch = 5, Seconds = 2, WaitingSeconds = 1, Score = new() { Images = 9, Correct = 9 } }.Check(_plan);
        new TrainingProgress { Epoch = 3, Batch = 5, LastEpoch = _metrics, IsFinished = true }.Check(_plan);
    }

    [Fact]
    public void What_no_run_passes_through_is_named()
    {
        AssertWrong("Epoch is 0; expected from 1 to 3", new() { Epoch = 0 });
        AssertWrong("Epoch is 4; expected from 1 to 3", new() { Epoch = 4, LastEpoch = _metrics });
        AssertWrong("Batch is -1; expected from 0 to 5", new() { Batch = -1 });
        AssertWrong("Batch is 6; expected from 0 to 5", new() { Batch = 6 });
        AssertWrong("Score.Images is -1; expected 0 or more", new() { Score = new() { Images = -1 } });
        AssertWrong("Score.Correct is 3; expected from 0 to 2", new() { Score = new() { Images = 2, Correct = 3 } });
        AssertWrong("Seconds is NaN; expected 0 or more", new() { Seconds = double.NaN });
        AssertWrong("WaitingSeconds is -1; expected 0 or more", new() { WaitingSeconds = -1 });
        AssertWrong("LastEpoch is null", new() { Epoch = 2 });
        AssertWrong("LastEpoch is null", new() { IsFinished = true });
        AssertWrong("Best.Metrics is without figures of the validation", new() { Best = new() { Metrics = _metrics } });
    }

    private static void AssertWrong(string expected, TrainingProgress progress) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => progress.Check(_plan)).Message);
}
