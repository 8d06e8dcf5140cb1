namespace ActiveShift.Interop;

/// <summary>
/// What .NET says when a library cannot be loaded: general advice, and a line for every place that was looked at.
/// </summary>
internal static class LoaderMessage
{
    private const string CannotOpen = ": cannot open shared object file";

    /// <summary>The line that says why a file that is there cannot be loaded; null if none is there.</summary>
    /// <param name="message">The whole message. Windows says it in one line.</param>
    /// <param name="library">The library's name.</param>
    public static string? Cause(string message, string library)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 1
            ? lines[0]
            : lines.Skip(1).Select(line => CauseOf(line, library)).FirstOrDefault(cause => cause is not null);
    }

    private static string? CauseOf(string line, string library)
    {
        bool isOfLibrary = line.Contains(library, StringComparison.Ordinal);
        bool isAbsent = line.Contains("no such file", StringComparison.OrdinalIgnoreCase);
        // A file that the library needs is absent.
        if (!isAbsent || !isOfLibrary || line.Contains("needed by", StringComparison.Ordinal))
            return line;
        // glibc says of a file for another processor that there is none.
        int end = line.IndexOf(CannotOpen, StringComparison.Ordinal);
        return end > 0 && File.Exists(line[..end]) ? $"{line[..end]} is for another processor" : null;
    }
}
