using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Gives up the gradients that functions return to torch, once torch has them. A function cannot do it by itself, and the scope of the step
/// would hold every one of them, a tensor as large as the layer's input each, until the step is over.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static Tensor?[]? _last;

    /// <summary>Keeps these until the thread's next backward function returns its own; torch has taken them over by then.</summary>
    public static void Keep(params Tensor?[] gradients)
    {
        foreach (var gradient in _last ?? [])
            gradient?.Dispose();
        _last = gradients;
    }
}
