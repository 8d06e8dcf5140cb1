using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>
/// A version of the engine: an instruction set that has kernels of its own for it, or the engine in C#.
/// </summary>
/// <param name="Index">Its number in the table, best first: that of the native table, where it is native.</param>
/// <param name="Name">Its name, such as "avx512".</param>
/// <param name="Reason">Why it has its rank.</param>
/// <param name="IsSupported">Whether this processor can run it.</param>
internal sealed record EngineVersion(int Index, string Name, string Reason, bool IsSupported)
{
    private static readonly EngineVersion[] _native = ReadNativeTable();

    /// <summary>The version in C#, which needs no native library.</summary>
    public static EngineVersion Managed { get; } = new(
        _native.Length, InstructionSets.Managed, "C#, for where there is no native library.", true);

    /// <summary>
    /// The versions, best first: those compiled into the native library, none where that is absent, and the one in C#.
    /// </summary>
    public static IReadOnlyList<EngineVersion> Table { get; } = [.. _native, Managed];

    /// <summary>The version used unless another is asked for.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// The environment variable names a version that is unknown or can't run here.
    /// </exception>
    public static EngineVersion Selected
    {
        get
        {
            if (_native.Length == 0 && InstructionSets.Override is null or InstructionSets.Managed)
                return Managed;
            int selected = _native.Length == 0 ? -1 : EngineMethods.GetVersionSelected();
            return selected >= 0
                ? Table[selected]
                : throw InstructionSets.CannotFollow();
        }
    }

    /// <summary>Whether it is the one in C#.</summary>
    public bool IsManaged => this == Managed;

    /// <summary>A version by its name; the selected one for null.</summary>
    /// <exception cref="PlatformNotSupportedException">It is unknown or can't run here.</exception>
    public static EngineVersion Find(string? name)
    {
        var version = name is null ? Selected : Table.FirstOrDefault(v => v.Name == name);
        return version is { IsSupported: true }
            ? version
            : throw new PlatformNotSupportedException(
                $"The scoring engine has no version '{name}' for this processor; it has " +
                $"{string.Join(", ", Table.Where(v => v.IsSupported).Select(v => v.Name))}.");
    }

    private static unsafe EngineVersion[] ReadNativeTable()
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
