using System.Globalization;

namespace ActiveShift.Training.Tests.Training;

public sealed class TrainingMetricsTests : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public TrainingMetricsTests()
    {
        // One that writes numbers as German does.
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _culture;

    [Fact]
    public void Text_of_an_epoch_with_validation() => Assert.Equal(
        "epoch 3: loss 0.5123, accuracy 0.8125, validation loss 0.6012, validation accuracy 0.7900, learning rate 0.1, 1250 images/s, "
        + "mean shift 0.52 0.61 0.74 pixels",
        $"{Epoch with { ValidationLoss = 0.60123, ValidationAccuracy = 0.79 }}");

    [Fact]
    public void Text_of_a_batch() => Assert.Equal(
        "epoch 3, batch 12: loss 0.5123, accuracy 0.8125, learning rate 0.1, 1250 images/s", $"{Epoch with { Batch = 12, MeanAbsoluteShift = [] }}");

    [Fact]
    public void Text_has_the_epochs_of_the_run_where_they_are_known() =>
        Assert.StartsWith("epoch 3/20: loss", $"{Epoch with { Epochs = 20 }}", StringComparison.Ordinal);

    [Fact]
    public void Text_of_options_has_what_is_in_lists()
    {
        string text = new TrainingOptions { LearningRateMilestones = [0.25, 0.5], ColorJitter = new() { Brightness = 0.4 } }.ToString();
        Assert.Contains("LearningRateMilestones = [0.25, 0.5]", text, StringComparison.Ordinal);
        Assert.Contains("ColorJitter = ColorJitter { Brightness = 0.4, ", text, StringComparison.Ordinal);
    }

    private static TrainingMetrics Epoch => new()
    {
        Epoch = 3,
        Loss = 0.51234,
        Accuracy = 0.8125,
        LearningRate = 0.1,
        ImagesPerSecond = 1250.3,
        MeanAbsoluteShift = [0.52, 0.61, 0.74],
        MaxAbsoluteShift = [1, 1, 1],
        Seconds = 10,
        DataWaitShare = 0.1,
    };
}
