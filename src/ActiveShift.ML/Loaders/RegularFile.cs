using Microsoft.Win32.SafeHandles;

namespace ActiveShift.ML;

/// <summary>Opens files to read, and nothing else: a pipe would wait for its writer.</summary>
internal static class RegularFile
{
    /// <exception cref="IOException">It cannot be opened, or is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static SafeFileHandle Open(string path, FileOptions options = FileOptions.None) =>
        FileKind.OtherThanFile(path) is { } kind
            ? throw new IOException($"It is {kind} and not a file.")
            : File.OpenHandle(path, options: options);
}
