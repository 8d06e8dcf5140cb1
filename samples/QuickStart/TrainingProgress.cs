using System.Diagnostics;
using System.Globalization;
using ActiveShift.Training;

namespace QuickStart;

/// <summary>Shows how training goes: one line an epoch, which reads well in a terminal and in a log.</summary>
internal sealed class TrainingProgress
{
    private const int BarWidth = 20;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Report(TrainingMetrics metrics)
    {
        int filled = metrics.Epoch * BarWidth / metrics.Epochs;
        var left = _clock.Elapsed * ((double)(metrics.Epochs - metrics.Epoch) / metrics.Epoch);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {metrics.Epoch,3}/{metrics.Epochs} " +
            $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] loss {metrics.Loss:F4}  " +
            $"accuracy {metrics.Accuracy:F4}  {metrics.ImagesPerSecond,6:F0} images/s  {left:h\\:mm\\:ss} left"));
    }
}
