using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>Turns what a function of the scoring engine reports into an exception.</summary>
internal static class EngineStatus
{
    /// <param name="status">What the function returned.</param>
    /// <param name="task">What it was to do, after "to": "compile the network".</param>
    public static void Check(NativeStatus status, string task)
    {
        if (status != NativeStatus.Ok)
            throw Failure(status, task);
    }

    /// <summary>The exception for a status other than <see cref="NativeStatus.Ok"/>.</summary>
    public static Exception Failure(NativeStatus status, string task) => status switch
    {
        NativeStatus.OutOfMemory => new InsufficientMemoryException($"There is no memory to {task}."),
        NativeStatus.InvalidArgument => new ArgumentException(
            $"The scoring engine refused to {task}: a size, a count or a value that it was given is out of its range."),
        NativeStatus.UnsupportedBackend => new PlatformNotSupportedException(
            $"The scoring engine could not {task}: this processor can't run the version asked for."),
        _ => new InvalidOperationException(
            $"The scoring engine failed to {task}: a fault of the native library (status {(int)status})."),
    };
}
