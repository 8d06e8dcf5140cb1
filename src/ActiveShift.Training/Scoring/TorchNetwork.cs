using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Scores images with torch, from trained weights. Safe to use from several threads at once.</summary>
public sealed class TorchNetwork : IDisposable
{
    private const int LargestBatch = 128;

    private readonly AsResNet _network;
    private readonly ImageSize _size;
    private readonly BatchPlacement _placement;

    // Calls read, Dispose writes: it waits for calls in progress instead of taking the tensors away from under them.
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);
    private bool _disposed;

    /// <summary>Takes a copy of the weights.</summary>
    /// <param name="weights">A trained network.</param>
    /// <param name="gpuDeviceId">The GPU to score on, by its number in CUDA's order; null for the CPU.</param>
    /// <exception cref="InvalidOperationException">The GPU is not there.</exception>
    public TorchNetwork(NetworkWeights weights, int? gpuDeviceId = null)
    {
        var device = TrainingDevice.Choose(new TrainingOptions { GpuDeviceId = gpuDeviceId });
        _placement = BatchPlacement.Cpu with { Device = device };
        _network = AsResNet.FromWeights(weights);
        _network.MoveTo(device);
        _network.eval();
        _size = ImageSize.Of(weights.Spec);
    }

    /// <summary>The architecture.</summary>
    public NetworkSpec Spec => _network.Spec;

    /// <summary>Computes the logits of images.</summary>
    /// <param name="images">Normalised images, [count, channels, height, width].</param>
    /// <param name="count">Number of images; 0 or more. Large numbers are cut into batches.</param>
    /// <param name="logits">Where the logits go, [count, classes].</param>
    /// <exception cref="ArgumentException">A span has another length than these shapes.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        CheckLength(images.Length, (long)count * _size.Length, $"{count} images of {_size.Channels}×{_size.Height}×{_size.Width}", nameof(images));
        CheckLength(logits.Length, (long)count * Spec.Classes, $"{count} images and {Spec.Classes} classes", nameof(logits));
        _lock.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            for (int start = 0; start < count; start += LargestBatch)
            {
                int n = Math.Min(LargestBatch, count - start);
                Score(images.Slice(start * _size.Length, n * _size.Length), n, logits.Slice(start * Spec.Classes, n * Spec.Classes));
            }
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Gives the tensors back, after calls in progress have ended.</summary>
    public void Dispose()
    {
        _lock.EnterWriteLock();
        try
        {
            if (!_disposed)
                _network.Dispose();
            _disposed = true;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void Score(ReadOnlySpan<float> images, int count, Span<float> logits)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var input = empty([count, _size.Channels, _size.Height, _size.Width], ScalarType.Float32);
        images.CopyTo(TensorMemory.Span(input));
        TensorMemory.Span(_network.call(_placement.Place(input)).cpu()).CopyTo(logits);
    }

    private static void CheckLength(int length, long expected, string what, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{what} make {expected} values; {name} has {length}.", name);
    }
}
