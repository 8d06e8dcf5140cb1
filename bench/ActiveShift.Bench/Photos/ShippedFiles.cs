using System.Runtime.InteropServices;

namespace ActiveShift.Bench.Photos;

/// <summary>The size of libraries as they lie in the output folder of this program.</summary>
internal static class ShippedFiles
{
    /// <param name="names">
    /// Assemblies by their file names, native libraries without extension, and without "lib"
    /// where the loader puts it before them.
    /// </param>
    /// <exception cref="FileNotFoundException">One is not there.</exception>
    public static long Bytes(IEnumerable<string> names) => names.Sum(name => Find(name).Length);

    private static FileInfo Find(string name)
    {
        string[] folders = ["", Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native")];
        string[] files = name.EndsWith(".dll", StringComparison.Ordinal) ? [name] : NativeNames(name);
        return folders.SelectMany(_ => files, (folder, file) => Path.Combine(AppContext.BaseDirectory, folder, file))
            .Select(path => new FileInfo(path)).FirstOrDefault(found => found.Exists)
            ?? throw new FileNotFoundException(
                $"'{string.Join("' or '", files)}' is not among the libraries in '{AppContext.BaseDirectory}'.");
    }

    private static string[] NativeNames(string name)
    {
        string extension = OperatingSystem.IsWindows() ? "dll" : OperatingSystem.IsMacOS() ? "dylib" : "so";
        return [$"{name}.{extension}", $"lib{name}.{extension}"];
    }
}
