using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>The versions of the operators in the native library, best first: instruction sets that have their own.</summary>
internal static unsafe class NativeBackends
{
    /// <summary>Stands for the selected entry wherever a backend is asked for.</summary>
    internal const int Default = -1;

    /// <summary>Every entry; the index is the number that <see cref="NativeShift"/> takes. Empty where the library isn't loaded.</summary>
    internal static IReadOnlyList<ActiveShiftBackendEntry> Table { get; } = ReadTable();

    /// <summary>
    /// Index of the entry that <see cref="Default"/> stands for; -1 if the environment variable names one that can't
    /// run here.
    /// </summary>
    internal static int Selected => NativeMethods.GetBackendSelected();

    private static ActiveShiftBackendEntry[] ReadTable()
    {
        if (!NativeLibraryLoader.IsLoaded)
        {
            return [];
        }

        ActiveShiftBackendEntry[] table = new ActiveShiftBackendEntry[NativeMethods.GetBackendCount()];
        for (int k = 0; k < table.Length; k++)
        {
            table[k] = new ActiveShiftBackendEntry(
                Marshal.PtrToStringUTF8((nint)NativeMethods.GetBackendName(k))!,
                Marshal.PtrToStringUTF8((nint)NativeMethods.GetBackendReason(k))!,
                NativeMethods.GetBackendSupported(k) != 0);
        }

        return table;
    }
}
