using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Brings an exception of a backward function past torch's native code, which no exception of ours can cross: it would end the process. The
/// function gives torch a gradient that it must refuse, so that <c>backward()</c> ends with an error of torch's, and what was the matter is kept
/// here.
/// </summary>
/// <remarks>
/// On a GPU torch calls backward functions on threads of its own, so an exception belongs to the thread that ran the function forward: that is the
/// one that asks for the gradients.
/// </remarks>
internal sealed class BackwardErrors
{
    [ThreadStatic]
    private static BackwardErrors? _ofThread;

    // Made while nothing is wrong: where memory is short, not even this much may be there.
    private static readonly Tensor _refused = tensor(float.NaN).DetachFromDisposeScope();

    private Exception? _first;

    /// <summary>Those of what this thread runs forward.</summary>
    public static BackwardErrors OfThread => _ofThread ??= new();

    /// <summary>
    /// A gradient of no dimension. No parameter or activation has that shape, and torch looks at the shape first, so it gives up, whatever the
    /// type and the device; it is no number either.
    /// </summary>
    public static Tensor Refused => _refused;

    /// <summary>Computes gradients on the thread that ran forward.</summary>
    /// <exception cref="Exception">What the first backward function that failed has thrown.</exception>
    public static void Backward(Tensor loss)
    {
        var errors = OfThread;
        errors._first = null;
        try
        {
            loss.backward();
        }
        catch (ExternalException) when (errors._first is not null)
        {
            ExceptionDispatchInfo.Throw(errors._first);
        }
    }

    /// <summary>Remembers the first exception.</summary>
    public void Add(Exception error) => Interlocked.CompareExchange(ref _first, error, null);
}
