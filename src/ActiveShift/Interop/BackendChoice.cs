namespace ActiveShift.Interop;

/// <summary>Which version of the active shift runs on the CPU, and the sentence that says why.</summary>
internal sealed record BackendChoice(string Name, string Reason, bool IsNative)
{
    /// <summary>What training falls back to: the active shift composed of torch operators.</summary>
    internal static ActiveShiftBackendEntry Torch { get; } = new(
        "torch", "Composed of torch operators, several passes over memory: for training where the native library is absent.", true);

    /// <summary>Words the choice that the native library made.</summary>
    /// <param name="failure">Why the native library can't be used; null if it can.</param>
    /// <param name="table">The versions in the library.</param>
    /// <param name="selected">
    /// The one the library selected; -1 if it could not do as the environment variable asks.
    /// </param>
    /// <param name="wanted">What the environment variable asked for; null if nothing.</param>
    /// <param name="instructionSets">The library's dispatch table.</param>
    /// <exception cref="PlatformNotSupportedException">The environment variable can't be followed.</exception>
    internal static BackendChoice Explain(
        string? failure, IReadOnlyList<ActiveShiftBackendEntry> table, int selected, string? wanted,
        IReadOnlyList<(string Name, bool IsSupported)> instructionSets)
    {
        if (failure is not null)
        {
            return new BackendChoice(
                Torch.Name, $"Torch operators are used because {failure}. {PackagedRuntimes.Sentence}.", false);
        }

        if (selected < 0)
        {
            throw InstructionSets.CannotFollow(wanted, instructionSets);
        }

        ActiveShiftBackendEntry entry = table[selected];
        if (wanted is null)
        {
            return new BackendChoice(entry.Name, $"The best version that this processor supports: {entry.Reason}", true);
        }

        return new BackendChoice(entry.Name, $"Asked for by {InstructionSets.EnvironmentVariable}={wanted}.", true);
    }
}
