using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>A version of the engine: an instruction set that has kernels of its own for it.</summary>
/// <param name="Index">Its number in the native table, best first.</param>
/// <param name="Name">Its name, such as "avx512".</param>
/// <param name="Reason">Why it has its rank.</param>
/// <param name="IsSupported">Whether this processor can run it.</param>
internal sealed record EngineVersion(int Index, string Name, string Reason, bool IsSupported)
{
    /// <summary>The versions compiled into the native library, best first; empty where the library is absent.</summary>
    public static IReadOnlyList<EngineVersion> Table { get; } = ReadTable();

    /// <summary>The version used unless another is asked for; null where the library is absent.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// The environment variable names a version that is unknown or can't run here.
    /// </exception>
    public static EngineVersion? Selected
    {
        get
        {
            if (Table.Count == 0)
                return null;
            int selected = EngineMethods.GetVersionSelected();
            return selected >= 0
                ? Table[selected]
                : throw InstructionSets.CannotFollow();
        }
    }

    private static unsafe EngineVersion[] ReadTable()
    {
        if (!NativeLibraryLoader.IsLoaded)
            return [];
        var table = new EngineVersion[EngineMethods.GetVersionCount()];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = new EngineVersion(
                i,
                Marshal.PtrToStringUTF8((nint)EngineMethods.GetVersionName(i))!,
                Marshal.PtrToStringUTF8((nint)EngineMethods.GetVersionReason(i))!,
                EngineMethods.GetVersionSupported(i) != 0);
        }
        return table;
    }
}
