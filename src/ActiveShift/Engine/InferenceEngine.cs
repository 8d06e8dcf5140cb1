using ActiveShift.Engine;

namespace ActiveShift;

/// <summary>
/// A network compiled for scoring on the CPU: batch normalisation folded into the convolutions, weights packed for this
/// processor, and the active shift done while a convolution reads its input, so that it costs no pass over memory.
/// </summary>
/// <remarks>
/// The compiled network never changes: one instance may be used by any number of threads at once. Each call borrows
/// working memory from a pool, so that calls need no more once as many have run at the same time. The logits of an
/// image are the same bits whatever the batch it is in and the number of threads.
/// </remarks>
public sealed unsafe class InferenceEngine : IDisposable
{
    private readonly ICompiledNetwork _network;
    private volatile bool _isDisposed;

    /// <summary>Compiles a network.</summary>
    /// <param name="weights">The network and its numbers; not needed afterwards.</param>
    /// <param name="options">How to compile it; null for the defaults.</param>
    /// <exception cref="ArgumentException">A shift is not finite, or the activation statistics are missing or of another network.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The version that <c>ACTIVESHIFT_INSTRUCTION_SET</c> asks for is unknown or can't run here.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public InferenceEngine(NetworkWeights weights, EngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        options ??= new EngineOptions();
        Spec = weights.Spec;
        Precision = options.Precision;
        _network = NetworkCompiler.Compile(weights, options);
    }

    /// <summary>The network.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>
    /// Name of the version of the engine in use, such as "avx512", "avx2" or "portable"; "managed" for the one in C#,
    /// which is used where there is no native library. The environment variable <c>ACTIVESHIFT_INSTRUCTION_SET</c>
    /// names another one than the best, before the process starts.
    /// </summary>
    public string Version => _network.Version;

    /// <summary>The arithmetic.</summary>
    public EnginePrecision Precision { get; }

    /// <summary>
    /// Bytes of memory, native where the engine is: the compiled network and the working memory taken so far.
    /// </summary>
    public long FootprintBytes => _network.FootprintBytes;

    /// <summary>Scores images.</summary>
    /// <param name="images">Preprocessed images [<paramref name="count"/>, channels, height, width], row-major.</param>
    /// <param name="count">Number of images; at least 0.</param>
    /// <param name="logits">Where the logits go, [<paramref name="count"/>, classes].</param>
    /// <param name="threads">Threads to use at most, 1 to 256; 0, the default, means one per processor. They take an image each while there are as many, and
    /// share an image else.</param>
    /// <exception cref="ArgumentException">A span has another length than <paramref name="count"/> calls for.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="threads"/> is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public void Run(ReadOnlySpan<float> images, int count, Span<float> logits, int threads = 0)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        threads = EngineThreads.Resolve(threads);
        CheckLength(images.Length, (long)count * Spec.Channels * Spec.Height * Spec.Width, nameof(images),
            $"{count} images of {Spec.Channels}×{Spec.Height}×{Spec.Width}");
        CheckLength(logits.Length, (long)count * Spec.Classes, nameof(logits), $"{count} images of {Spec.Classes} classes");
        if (count == 0)
            return;
        fixed (float* input = images, output = logits)
            _network.Run(input, count, output, threads);
    }

    /// <summary>Frees the memory, after the calls in progress.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _network.Dispose();
    }

    private static void CheckLength(int length, long expected, string name, string what)
    {
        if (length != expected)
            throw new ArgumentException($"{name} has {length} values; {what} are {expected}.", name);
    }
}
