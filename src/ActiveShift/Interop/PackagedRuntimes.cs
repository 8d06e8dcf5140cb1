using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>The systems that the package has a native library for.</summary>
internal static class PackagedRuntimes
{
    /// <summary>Runtime identifiers. The package is made with these libraries.</summary>
    public static IReadOnlyList<string> All { get; } = ["linux-x64", "linux-arm64", "win-x64"];

    /// <summary>Which they are, as a sentence without its full stop.</summary>
    public static string Sentence =>
        $"This system is {RuntimeInformation.RuntimeIdentifier}; the package has native libraries, which are faster, " +
        $"for {string.Join(", ", All)}";
}
