using System.Runtime.InteropServices;

namespace ActiveShift.Training;

/// <summary>
/// While it lives, glibc's malloc keeps the memory that torch gives back after each layer, instead of returning it to the kernel and fetching it,
/// zeroed page by page, for the next. On one thread a step faulted a sixth to an eighth as many pages, and training was 1.07 times as fast. Blocks
/// above malloc's largest threshold for mapping them on their own are kept too: where a network's largest layer has more than that (92 channels of
/// 32×32, 128 images), the kernel's share of the processor's time went from 26 % to 8 %.
/// </summary>
/// <remarks>
/// The settings are the process's. Afterwards they are what malloc would have come to by itself with blocks of this size, and free memory is
/// returned. malloc's arenas of threads other than the main one gain little, as they give whole heaps back regardless. What the user has set in
/// the environment stays, and so does everything where the host wants it so (<see cref="ProcessSettings"/>).
/// </remarks>
internal sealed partial class MallocRetention : IDisposable
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int MmapMax = -4;

    // The largest threshold that malloc sets by itself for mapping a block on its own, and twice that for giving memory back.
    private const int LargestMmapThreshold = 32 << 20;
    private const int LargestTrimThreshold = 2 * LargestMmapThreshold;

    // malloc's own limit of blocks that are mapped.
    private const int DefaultMmapMax = 65536;

    private static readonly string[] _variables = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_MMAP_MAX_", "MALLOC_TOP_PAD_", "GLIBC_TUNABLES"];
    private static readonly Lock _lock = new();
    private static int _count;

    private readonly bool _isOurs = IsLeftToUs(Environment.GetEnvironmentVariable);

    /// <summary>Several may live at once.</summary>
    public MallocRetention()
    {
        if (!_isOurs)
            return;
        lock (_lock)
        {
            if (_count++ == 0)
                Set(int.MaxValue, mmapMax: 0);
        }
    }

    public static bool IsLeftToUs(Func<string, string?> environment) =>
        OperatingSystem.IsLinux() && !ProcessSettings.AreKept
        && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
        && _variables.All(variable => environment(variable) is null);

    public void Dispose()
    {
        if (!_isOurs)
            return;
        lock (_lock)
        {
            if (--_count == 0)
            {
                Set(LargestTrimThreshold, DefaultMmapMax);
                _ = Trim(0);
            }
        }
    }

    private static void Set(int trimThreshold, int mmapMax)
    {
        _ = SetOption(MmapThreshold, LargestMmapThreshold);
        _ = SetOption(TrimThreshold, trimThreshold);
        _ = SetOption(MmapMax, mmapMax);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}
