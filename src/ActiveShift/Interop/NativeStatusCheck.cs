namespace ActiveShift.Interop;

/// <summary>Turns what a native function reports into an exception that says what it was given.</summary>
internal static class NativeStatusCheck
{
    /// <exception cref="InvalidOperationException">There is no native library.</exception>
    internal static void RequireLibrary(string operatorName)
    {
        if (!NativeLibraryLoader.IsLoaded)
        {
            throw new InvalidOperationException($"The native {operatorName} can't run: {NativeLibraryLoader.Failure}.");
        }
    }

    /// <param name="status">What the function returned.</param>
    /// <param name="operatorName">For the message, in lower case.</param>
    /// <param name="shape">The values seen.</param>
    /// <param name="expected">What they may be.</param>
    /// <param name="backend">The entry of the dispatch table that was asked for.</param>
    /// <exception cref="ArgumentException">Sizes or pointers can't be right.</exception>
    /// <exception cref="NotSupportedException">The backend is not in the table or can't run here.</exception>
    /// <exception cref="InsufficientMemoryException">There was no memory.</exception>
    /// <exception cref="InvalidOperationException">The library failed.</exception>
    internal static void Check(NativeStatus status, string operatorName, string shape, string expected, int backend)
    {
        switch (status)
        {
            case NativeStatus.Ok:
                return;
            case NativeStatus.UnsupportedBackend when backend == NativeBackends.Default:
                throw InstructionSets.CannotFollow();
            case NativeStatus.UnsupportedBackend:
                string known = string.Join(
                    ", ", NativeBackends.Table.Select((entry, k) => $"{k} {entry.Name}{(entry.IsSupported ? "" : " (not on this processor)")}"));
                throw new NotSupportedException(
                    $"{Capitalized(operatorName)} backend {backend} can't run here; expected -1 (the selected one) or one of: {known}.");
            case NativeStatus.OutOfMemory:
                throw new InsufficientMemoryException($"No memory for the {operatorName}'s working space ({shape}).");
            case NativeStatus.InvalidArgument:
                throw new ArgumentException($"The {operatorName} got {shape}; expected {expected}.", nameof(shape));
            default:
                throw new InvalidOperationException(
                    $"The {operatorName} failed on {shape}: a fault of the native library (status {(int)status}).");
        }
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
