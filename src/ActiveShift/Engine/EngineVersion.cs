using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>An entry of the engine's dispatch table.</summary>
/// <param name="Index">Its number in the table, best first: that of the native table, where it is native.</param>
/// <param name="Name">Its name, such as "avx512".</param>
/// <param name="Reason">Why it has its rank.</param>
/// <param name="IsSupported">Whether this processor can run it.</param>
internal sealed record EngineVersion(int Index, string Name, string Reason, bool IsSupported)
{
    internal const string EnvironmentVariable = "ACTIVESHIFT_ENGINE";

    private static readonly EngineVersion[] _native = ReadNativeTable();

    /// <summary>The version in C#, which needs no native library.</summary>
    public static EngineVersion Managed { get; } = new(
        _native.Length, "managed", "C#, without the native library: for systems that the package has none for.", true);

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
            string? wanted = Override;
            if (wanted == Managed.Name || (wanted is null && _native.Length == 0))
                return Managed;
            int selected = _native.Length == 0 ? -1 : EngineMethods.GetVersionSelected();
            return selected >= 0
                ? Table[selected]
                : throw DispatchOverride.CannotFollow(EnvironmentVariable, wanted, Table.Select(v => (v.Name, v.IsSupported)));
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

    /// <summary>What the environment variable says; null if nothing.</summary>
    private static unsafe string? Override => _native.Length > 0
        ? Marshal.PtrToStringUTF8((nint)EngineMethods.GetVersionOverride())
        : Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } value ? value : null;

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
