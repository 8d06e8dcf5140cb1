using System.Runtime.InteropServices;

namespace ActiveShift.Bench.Machine;

/// <summary>
/// Lets the C library keep large blocks that are freed. By default it gives them back to the system, and libtorch, which allocates every result, then pays
/// for new pages each time: batch normalisation of 64×224×224 took six times as long.
/// </summary>
internal static partial class FreedMemory
{
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    /// <summary>Has an effect with the GNU C library only.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetMallocOption(MapThreshold, 1 << 30);
            _ = SetMallocOption(TrimThreshold, int.MaxValue);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
