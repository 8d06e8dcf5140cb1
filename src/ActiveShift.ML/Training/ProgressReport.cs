using System.Globalization;
using ActiveShift.Training;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Passes metrics on: to the user's callback, to ML.NET's log and to its progress channel.</summary>
internal sealed class ProgressReport : IDisposable
{
    private readonly IHost _host;
    private readonly IChannel _channel;
    private readonly Action<TrainingMetrics>? _callback;
    private readonly bool _reportsBatches;
    private readonly IProgressChannel _progress;
    private TrainingMetrics? _latest;

    /// <param name="host">Has the progress channel.</param>
    /// <param name="channel">Gets a line an epoch.</param>
    /// <param name="callback">The user's, or null.</param>
    /// <param name="reportsBatches">Whether the callback gets batches.</param>
    public ProgressReport(IHost host, IChannel channel, Action<TrainingMetrics>? callback, bool reportsBatches)
    {
        _host = host;
        _channel = channel;
        _callback = callback;
        _reportsBatches = reportsBatches;
        _progress = host.StartProgressChannel("Training");
        _progress.SetHeader(new ProgressHeader(["loss", "accuracy"], ["epochs"]), entry =>
        {
            if (Volatile.Read(ref _latest) is not { } metrics)
                return;
            entry.SetProgress(0, metrics.Epoch, metrics.Epochs);
            entry.SetMetric(0, metrics.Loss);
            entry.SetMetric(1, metrics.Accuracy);
        });
    }

    /// <summary>Takes the metrics of a batch or an epoch.</summary>
    /// <exception cref="OperationCanceledException">The user cancelled the context's work.</exception>
    public void Report(TrainingMetrics metrics)
    {
        _host.ThrowIfCanceled();
        Volatile.Write(ref _latest, metrics);
        if (metrics.Batch is null)
        {
            _progress.Checkpoint(metrics.Loss, metrics.Accuracy, metrics.Epoch);
            _channel.Info(Describe(metrics));
        }
        if (metrics.Batch is null || _reportsBatches)
            _callback?.Invoke(metrics);
    }

    public void Dispose() => _progress.Dispose();

    private static string Describe(TrainingMetrics m) => string.Create(CultureInfo.InvariantCulture,
        $"Epoch {m.Epoch}/{m.Epochs}: loss {m.Loss:F4}, accuracy {m.Accuracy:F4}{Validation(m)}, " +
        $"learning rate {m.LearningRate:G3}, {m.ImagesPerSecond:F0} images/s");

    private static string Validation(TrainingMetrics m) => m.ValidationAccuracy is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $", validation loss {m.ValidationLoss:F4}, accuracy {accuracy:F4}")
        : "";
}
