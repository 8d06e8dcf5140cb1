using System.Runtime.InteropServices;

namespace ActiveShift.Bench.Photos;

/// <summary>The size of libraries as they lie in the output folder of this program.</summary>
internal static class ShippedFiles
{
    /// <param name="names">
    /// Assemblies by their file names, native libraries of this platform without prefix and extension.
    /// </param>
    /// <exception cref="FileNotFoundException">One is not there.</exception>
    public static long Bytes(IEnumerable<string> names) => names.Sum(name => Find(name).Length);

    private static FileInfo Find(string name)
    {
        string file = name.EndsWith(".dll", StringComparison.Ordinal) ? name : NativeName(name);
        string[] folders = ["", Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native")];
        return folders.Select(folder => new FileInfo(Path.Combine(AppContext.BaseDirectory, folder, file)))
            .FirstOrDefault(found => found.Exists)
            ?? throw new FileNotFoundException($"'{file}' is not among the libraries in '{AppContext.BaseDirectory}'.");
    }

    private static string NativeName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
