using System.Runtime.ExceptionServices;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// Brings an exception of a loader out of <c>mlContext.Model.Load</c> as it is. ML.NET calls loaders by reflection,
/// once for every chain that they are nested in, and each call wraps what the loader throws: in a TargetInvocationException,
/// or, of an exception that is marked as ML.NET's own, in an InvalidOperationException that says "Error during class
/// instantiation". Neither says what is wrong.
/// </summary>
/// <remarks>
/// Where ML.NET has caught the wrapped exception it asks, before it throws on, whether the exception inside is marked:
/// whether its <see cref="Exception.Data"/> has a certain key. The answer to that question is to throw the exception.
/// Closing something that the unwinding passes would not do: exception filters, and a program that catches nothing, see
/// the exception before anything is unwound.
/// </remarks>
internal static class LoadFailure
{
    /// <summary>To be called before the exception leaves the loader.</summary>
    public static void LeaveUnwrapped(Exception exception) =>
        exception.Data.Add(new MarkQuestion(exception), "It leaves the calls by reflection as it is.");

    /// <summary>A key of the exception's data that ML.NET's key is compared with.</summary>
    private sealed class MarkQuestion(Exception exception)
    {
        public override bool Equals(object? obj)
        {
            if (obj is Contracts.IsMarkedKey)
                ExceptionDispatchInfo.Throw(exception);
            return ReferenceEquals(this, obj);
        }

        public override int GetHashCode() => exception.GetHashCode();

        public override string ToString() => nameof(LoadFailure);
    }
}
