using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Gives up the gradients that functions return to torch, once torch has them. A function cannot do it by itself, and the scope of the step
/// would hold every one of them, a tensor as large as the layer's input each, until the step is over.
/// </summary>
/// <remarks>
/// A training step begins one before it runs forward and disposes it after its backward pass, with the last gradients. Outside of steps there is
/// one a thread, and the last ones stay until that thread's next backward function.
/// </remarks>
internal sealed class ReturnedGradients : IDisposable
{
    [ThreadStatic]
    private static ReturnedGradients? _ofStep;

    [ThreadStatic]
    private static ReturnedGradients? _outsideSteps;

    private readonly Lock _lock = new();

    // By the thread that backward functions run on: its next one begins when torch has taken the gradients of the one before.
    private readonly Dictionary<int, Tensor?[]> _last = [];

    /// <summary>That of the step that this thread runs forward, or null outside of steps.</summary>
    public static ReturnedGradients? OfStep => _ofStep;

    /// <summary>That of a thread's backward functions whose forward functions ran outside of steps.</summary>
    public static ReturnedGradients OutsideSteps => _outsideSteps ??= new();

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _last.Values.Sum(gradients => gradients.Count(gradient => gradient is { IsInvalid: false }));
        }
    }

    /// <summary>Begins a step on this thread.</summary>
    public static ReturnedGradients BeginStep() => _ofStep = new();

    /// <summary>Keeps these until the thread's next backward function returns its own; torch has taken them over by then.</summary>
    public void Keep(IEnumerable<Tensor?> gradients)
    {
        lock (_lock)
        {
            Release(_last.GetValueOrDefault(Environment.CurrentManagedThreadId));
            _last[Environment.CurrentManagedThreadId] = [.. gradients];
        }
    }

    /// <summary>Ends the step; on the thread that began it.</summary>
    public void Dispose()
    {
        _ofStep = null;
        lock (_lock)
        {
            foreach (var gradients in _last.Values)
                Release(gradients);
            _last.Clear();
        }
    }

    private static void Release(Tensor?[]? gradients)
    {
        foreach (var gradient in gradients ?? [])
            gradient?.Dispose();
    }
}
