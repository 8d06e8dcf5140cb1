using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class EarlyStoppingTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new()
    {
        Epochs = 12,
        BatchSize = 16,
        CropPadding = 0,
        HorizontalFlip = false,
        Threads = 1,
        LearningRateDecay = LearningRateDecay.Constant,
    };

    private readonly TestImages _training = new(_spec, 40);

    // Other patterns than those learnt: the better training goes, the worse validation.
    private readonly TestImages _validation = new(_spec, 20) { Label = i => (i + 1) % 4 };

    [Fact]
    public void Stops_when_patience_is_out_and_returns_the_best_epoch()
    {
        var (result, epochs) = Train(_options with { EarlyStopping = new() { Patience = 3 } });
        Assert.True(result.StoppedEarly);
        Assert.Equal(result.Epoch + 3, result.LastEpoch);
        Assert.Equal(epochs.Count, result.LastEpoch);
        Assert.Equal(epochs.MinBy(m => m.ValidationLoss), result.Metrics);
        WeightAssert.Identical(LastAfter(result.Epoch), result.Weights);
    }

    [Fact]
    public void Last_weights_are_returned_where_the_best_are_not_wanted()
    {
        var (result, epochs) = Train(_options with { EarlyStopping = new() { Patience = 3 }, KeepBest = false });
        Assert.True(result.StoppedEarly && epochs.MinBy(m => m.ValidationLoss) != result.Metrics);
        Assert.Equal((epochs.Count, epochs.Count), (result.Epoch, result.LastEpoch));
        WeightAssert.Identical(LastAfter(epochs.Count), result.Weights);
    }

    [Fact]
    public void Best_epoch_can_be_kept_without_stopping()
    {
        var (result, epochs) = Train(_options with { KeepBest = true, ValidationMetric = ValidationMetric.Accuracy });
        Assert.False(result.StoppedEarly);
        Assert.Equal(12, epochs.Count);
        Assert.Equal(epochs.MaxBy(m => m.ValidationAccuracy), result.Metrics);
        WeightAssert.Identical(LastAfter(result.Epoch), result.Weights);
    }

    [Fact]
    public void Gains_below_the_least_difference_do_not_count()
    {
        var (result, epochs) = Train(_options with { EarlyStopping = new() { Patience = 2, MinDelta = 50 } });
        Assert.Equal(3, epochs.Count);
        Assert.Equal(epochs.MinBy(m => m.ValidationLoss), result.Metrics);
    }

    [Fact]
    public void Averaged_weights_are_those_that_are_validated_and_returned()
    {
        var options = _options with { Epochs = 2, WeightAverageDecay = 0.9 };
        var (result, epochs) = Train(options);
        using var network = AsResNet.FromWeights(result.Weights);
        var score = new Evaluation(_validation, ImageSize.Of(_spec), options.BatchSize, threads: 1, BatchPlacement.Cpu).Score(network, default);
        Assert.Equal(score.Loss, epochs[^1].ValidationLoss!.Value, 1e-5);
        var plain = Train(options with { WeightAverageDecay = 0 }).Epochs[^1];
        Assert.NotEqual(plain.ValidationLoss!.Value, epochs[^1].ValidationLoss!.Value, 1e-3);
        Assert.Equal(plain.Loss, epochs[^1].Loss);
    }

    [Fact]
    public void Nothing_is_left_from_a_run_before()
    {
        var options = _options with { EarlyStopping = new() { Patience = 3 }, WeightAverageDecay = 0.5 };
        var first = Train(options).Result;
        var second = Train(options).Result;
        Assert.Equal((first.Epoch, first.LastEpoch), (second.Epoch, second.LastEpoch));
        WeightAssert.Identical(first.Weights, second.Weights);
    }

    [Fact]
    public void Validation_set_is_asked_for()
    {
        Assert.Contains("EarlyStopping needs a validation set", Message(_options with { EarlyStopping = new() }));
        Assert.Contains("KeepBest needs a validation set", Message(_options with { KeepBest = true }));

        string Message(TrainingOptions options) =>
            Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(_spec, _training, null, options)).Message;
    }

    private (TrainingResult Result, List<TrainingMetrics> Epochs) Train(TrainingOptions options)
    {
        var epochs = new List<TrainingMetrics>();
        return (NetworkTrainer.Train(_spec, _training, _validation, options, epochs.Add), epochs);
    }

    /// <summary>With a constant learning rate a shorter run is the beginning of a longer one.</summary>
    private NetworkWeights LastAfter(int epochs) => NetworkTrainer.Train(_spec, _training, null, _options with { Epochs = epochs }).Weights;
}
