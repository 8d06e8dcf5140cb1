using System.Text;
using ActiveShift.Interop;

namespace ActiveShift;

/// <summary>
/// Tells which version of the active shift operator runs on this machine's CPU, and whether there is one for its GPU, and why.
/// </summary>
/// <remarks>
/// The versions stand in one table, best first, and the first one that the processor supports is used. The environment variable
/// <c>ACTIVESHIFT_INSTRUCTION_SET</c> names another one ("avx512vnni", "avx512", "avx2", "neoni8mm", "neondotprod", "neon",
/// "portable", "reference"), for training and for <see cref="InferenceEngine"/>: where one of the two has no version for
/// that instruction set alone, the next one below has; "managed" does without the native library, as if it were absent. With a name that is unknown, or that this
/// processor can't run, nothing runs in its place: every member but <see cref="Available"/> and <see cref="Cuda"/>
/// throws
/// <see cref="PlatformNotSupportedException"/>, and so do training and scoring. The choice is made once per process, so the
/// variable must be set before the process starts.
/// </remarks>
public static class ActiveShiftBackend
{
    private static readonly Lazy<BackendChoice> _choice = new(() => NativeLibraryLoader.IsLoaded
        ? BackendChoice.Explain(
            null, NativeBackends.Table, NativeBackends.Selected, InstructionSets.Override, InstructionSets.Table)
        : BackendChoice.Explain(NativeLibraryLoader.Failure, [], -1, null, []));

    /// <summary>Name of the version in use, such as "avx512"; "torch" where the native library is absent.</summary>
    public static string Name => _choice.Value.Name;

    /// <summary>One sentence: why this version is in use.</summary>
    public static string Reason => _choice.Value.Reason;

    /// <summary>Whether the native library is in use. Without it, training composes the operator of torch's.</summary>
    public static bool IsNative => _choice.Value.IsNative;

    /// <summary>Every version, best first, whether or not it can run here; the last, "torch", needs no native library.</summary>
    public static IReadOnlyList<ActiveShiftBackendEntry> Available { get; } = [.. NativeBackends.Table, BackendChoice.Torch];

    /// <summary>
    /// Whether there is a version for the first GPU, which training and scoring use where they are told to work there. Without it the shift is
    /// composed of torch's operators on that GPU. This asks the CUDA driver, and needs no libtorch.
    /// </summary>
    public static ActiveShiftCudaState Cuda => NativeCuda.State(0);

    /// <summary>Name, reason and the whole table as text of several lines, for a log or a bug report.</summary>
    public static string Describe()
    {
        StringBuilder text = new();
        text.Append("Active shift: ").Append(Name).Append(". ").AppendLine(Reason);
        foreach (ActiveShiftBackendEntry entry in Available)
        {
            text.Append(entry.Name == Name ? "* " : "  ").Append(entry.Name)
                .Append(entry.IsSupported ? ": " : " (not on this machine): ").AppendLine(entry.Reason);
        }

        ActiveShiftCudaState cuda = Cuda;
        text.Append(cuda.IsAvailable ? "  cuda: " : "  cuda (not on this machine): ").AppendLine(cuda.Reason);
        return text.ToString();
    }
}
