using System.Diagnostics;
using System.Globalization;
using ActiveShift.Training;

namespace PaperTables;

/// <summary>A line after every epoch, and in a long one every half a minute; and what was measured on the way.</summary>
internal sealed class TrainingProgress(long steps, long batchesPerEpoch)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _lastLine;
    private TimeSpan? _start;
    private double _images;

    /// <summary>Seconds in training steps.</summary>
    public double Seconds { get; private set; }

    public double ImagesPerSecond => _images / Seconds;

    /// <summary>Takes the metrics of a batch or an epoch.</summary>
    public void Report(TrainingMetrics metrics)
    {
        // The first step makes up for what is prepared once; time left is told by those after it.
        _start ??= _clock.Elapsed;
        long done = metrics.Batch is { } batch ? ((metrics.Epoch - 1) * batchesPerEpoch) + batch : Math.Min(steps, metrics.Epoch * batchesPerEpoch);
        if (metrics.Batch is null)
        {
            Seconds += metrics.Seconds;
            _images += metrics.ImagesPerSecond * metrics.Seconds;
        }
        else if (_clock.Elapsed - _lastLine < _interval)
        {
            return;
        }
        _lastLine = _clock.Elapsed;
        var left = done > 1 ? (_clock.Elapsed - _start.Value) * ((double)(steps - done) / (done - 1)) : TimeSpan.Zero;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"step {done}/{steps} ({(metrics.Batch is null ? "end of" : "in")} epoch {metrics.Epoch})  loss {metrics.Loss:F4}  accuracy {metrics.Accuracy:F4}  rate {metrics.LearningRate:G3}  {metrics.ImagesPerSecond:F0} images/s  {(int)left.TotalHours}:{left:mm\\:ss} left"));
    }
}
