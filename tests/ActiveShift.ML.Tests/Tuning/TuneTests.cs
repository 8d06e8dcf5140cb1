using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Tuning;

/// <summary>A whole search, on tiny images and with a clock that moves a second whenever it is looked at.</summary>
public sealed class TuneTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private static TuningOptions Tuning(int seconds = 30) => new()
    {
        Budget = TimeSpan.FromSeconds(seconds),
        TimeProvider = new ManualTime(_second),
    };

    private static TuningResult Tune(
        TuningOptions tuning, Action<ActiveShiftResNetTrainer.Options>? change = null, int rows = ShapeData.Rows)
    {
        var options = ShapeData.Options();
        // Far too low for so few steps, so that the candidates above it do better.
        options.LearningRate = 0.003;
        change?.Invoke(options);
        return Trainer(options).Tune(ShapeData.Table(FeatureForm.Encoded, rows), tuning);
    }

    private static ActiveShiftResNetTrainer Trainer(ActiveShiftResNetTrainer.Options options) =>
        new MLContext(seed: 7).MulticlassClassification.Trainers.ActiveShiftResNet(options);

    [Fact]
    public void A_better_learning_rate_is_found_and_can_be_trained()
    {
        var result = Tune(Tuning(seconds: 120), options => options.Epochs = 16);
        Assert.True(result.IsCompared);
        Assert.Equal((24, 6), (result.TrainingImages, result.HeldOutImages));
        Assert.True(result.Options.Training!.LearningRate > 0.003, result.Summary);
        Assert.Equal(result.Best!.Training.LearningRate, result.Options.ResolveTraining(new TrainingOptions()).LearningRate);
        Assert.Equal(8, result.Options.ResolveTraining(new TrainingOptions()).BatchSize);
        Assert.True(result.ExpectedFit > TimeSpan.Zero);
        Assert.Contains($"number {result.Best.Candidate} is the best ({result.Best.Changes})", result.Summary,
            StringComparison.Ordinal);
        using var model = Trainer(result.Options).Fit(ShapeData.Table(FeatureForm.Encoded));
        Assert.Equal(ShapeData.Rows, model.Model.Facts!.Images);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trials_and_another_seed_others()
    {
        var expected = Tune(Tuning());
        Assert.Equal(expected.Trials, Tune(Tuning()).Trials);
        Assert.NotEqual(
            expected.Trials.Select(trial => trial.Changes),
            Tune(Tuning() with { Seed = 8 }).Trials.Select(trial => trial.Changes));
    }

    [Fact]
    public void What_was_finished_before_a_cancellation_is_not_done_again()
    {
        using var folder = new TempFolder();
        using var cancellation = new CancellationTokenSource();
        var finished = new List<TuningTrial>();
        var tuning = Tuning() with { StateFile = folder.File("search.json"), CancellationToken = cancellation.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => Tune(tuning with { TrialCallback = CancelAfterThree }));
        Assert.Equal(3, finished.Count);

        var rest = new List<TuningTrial>();
        var again = tuning with { CancellationToken = default, TimeProvider = new ManualTime(_second) };
        var result = Tune(again with { TrialCallback = rest.Add });
        Assert.Equal([.. finished, .. rest], result.Trials);
        Assert.NotEmpty(rest);
        Assert.True(result.Elapsed > TimeSpan.FromSeconds(3));

        void CancelAfterThree(TuningTrial trial)
        {
            finished.Add(trial);
            if (finished.Count == 3)
                cancellation.Cancel();
        }
    }

    [Fact]
    public void The_state_of_other_data_options_or_seed_is_refused()
    {
        using var folder = new TempFolder();
        var tuning = Tuning(seconds: 1) with { StateFile = folder.File("search.json") };
        Tune(tuning);
        Refused("seed is 7 there; expected 9", () => Tune(tuning with { Seed = 9 }));
        Refused("options.Momentum is its default there; expected 0.5",
            () => Tune(tuning, options => options.Training = ShapeData.Training with { Momentum = 0.5 }));
        Refused("training.images is 24 there; expected 48", () => Tune(tuning, rows: 60));
        Refused("training.pixels",
            () => Trainer(Slow()).Tune(ShapeData.Encoded(ShapeData.Rows, row => Shapes.Png(row + 3)), tuning));

        static ActiveShiftResNetTrainer.Options Slow()
        {
            var options = ShapeData.Options();
            options.LearningRate = 0.003;
            return options;
        }

        static void Refused(string why, Action tune) =>
            Assert.Contains(why, Assert.Throws<InvalidDataException>(tune).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_too_small_to_compare_anything_is_said_and_changes_nothing()
    {
        var result = Tune(Tuning(seconds: 1));
        Assert.False(result.IsCompared);
        Assert.Equal(0, Assert.Single(result.Trials).Candidate);
        Assert.Contains("The budget of 0:00:01 was too small", result.Summary, StringComparison.Ordinal);
        Assert.Equal(ShapeData.Training with { Epochs = 3, BatchSize = 8, LearningRate = 0.003 },
            result.Options.ResolveTraining(new TrainingOptions()));
    }

    [Fact]
    public void Divergence_is_survived()
    {
        var result = Tune(Tuning(), options => options.LearningRate = 100);
        Assert.Contains(result.Trials,
            trial => trial is { State: TuningTrialState.Diverged, LogLoss: null, Top1: null });
    }

    [Fact]
    public void A_validation_set_of_the_options_is_what_is_held_out()
    {
        var validation = ShapeData.Table(FeatureForm.Encoded, 9);
        var result = Tune(Tuning(seconds: 1), options => options.ValidationSet = validation);
        Assert.Equal((ShapeData.Rows, 9), (result.TrainingImages, result.HeldOutImages));
    }

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Assert.Contains("Budget is 00:00:00",
            Assert.ThrowsAny<ArgumentException>(() => Tune(Tuning(seconds: 0))).Message, StringComparison.Ordinal);
}
