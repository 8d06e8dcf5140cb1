using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>
/// The native library's dispatch table: the instruction sets that it has versions for, and the environment variable
/// that names one where the best one is not wanted.
/// </summary>
internal static unsafe class InstructionSets
{
    internal const string EnvironmentVariable = "ACTIVESHIFT_INSTRUCTION_SET";

    /// <summary>What the variable says for none of them: as if there were no native library.</summary>
    internal const string Managed = "managed";

    /// <summary>
    /// Every row, best first, and whether this processor can run it; none where the library isn't loaded. Last what
    /// needs no library.
    /// </summary>
    internal static IReadOnlyList<(string Name, bool IsSupported)> Table { get; } = [.. ReadTable(), (Managed, true)];

    /// <summary>What the environment variable asked for when the choice was made; null if nothing.</summary>
    internal static string? Override => NativeLibraryLoader.IsLoaded
        ? Marshal.PtrToStringUTF8((nint)NativeMethods.GetInstructionSetOverride())
        : Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// What to throw where the variable names a row that is not there: another one must not stand in for it in silence.
    /// </summary>
    internal static PlatformNotSupportedException CannotFollow() => CannotFollow(Override, Table);

    /// <param name="value">What the variable says.</param>
    /// <param name="table">The names in the table, and whether this processor can run them.</param>
    internal static PlatformNotSupportedException CannotFollow(
        string? value, IReadOnlyList<(string Name, bool IsSupported)> table)
    {
        string fault = table.Any(row => row.Name == value) ? "which this processor can't run" : "which is unknown";
        string possible = string.Join(", ", table.Where(row => row.IsSupported).Select(row => row.Name));
        return new PlatformNotSupportedException(
            $"The environment variable {EnvironmentVariable} is '{value}', {fault}; " +
            $"expected nothing, for the best version, or one of {possible}.");
    }

    private static (string Name, bool IsSupported)[] ReadTable()
    {
        if (!NativeLibraryLoader.IsLoaded)
        {
            return [];
        }

        var table = new (string, bool)[NativeMethods.GetInstructionSetCount()];
        for (int row = 0; row < table.Length; row++)
        {
            string name = Marshal.PtrToStringUTF8((nint)NativeMethods.GetInstructionSetName(row))!;
            table[row] = (name, NativeMethods.GetInstructionSetSupported(row) != 0);
        }

        return table;
    }
}
