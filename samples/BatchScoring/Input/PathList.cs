namespace BatchScoring.Input;

/// <summary>
/// A text file (UTF-8) of one image a line: a path, or an id, a tab and a path. Empty lines are no rows. One line is held at a time.
/// </summary>
internal static class PathList
{
    /// <summary>
    /// More than the paths and ids of any system have; else a file that is no list would be held whole.
    /// </summary>
    public const int MaxLineLength = 1 << 16;

    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public static IEnumerable<PathRow> Read(string file)
    {
        foreach (string line in Lines(file))
        {
            int tab = line.IndexOf('\t');
            yield return tab < 0 ? new PathRow(line, line) : new PathRow(line[..tab], line[(tab + 1)..]);
        }
    }

    /// <summary>The lines that are not empty; the end of one is a line feed, a carriage return, or both.</summary>
    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(file);
        char[] buffer = new char[MaxLineLength + 1];
        int first = 0, held = 0;
        for (long number = 1; ;)
        {
            int length = buffer.AsSpan(first, held - first).IndexOfAny('\n', '\r');
            if (length >= 0)
            {
                if (length > 0)
                    yield return new string(buffer, first, length);
                number += buffer[first + length] == '\n' ? 1 : 0;
                first += length + 1;
                continue;
            }
            buffer.AsSpan(first, held - first).CopyTo(buffer);
            held -= first;
            first = 0;
            if (held == buffer.Length)
            {
                throw new InvalidDataException(
                    $"'{file}', line {number}: it has more than {MaxLineLength} characters; " +
                    "expected a path, or an id, a tab and a path.");
            }
            int read = reader.Read(buffer, held, buffer.Length - held);
            if (read == 0)
                break;
            held += read;
        }
        if (held > 0)
            yield return new string(buffer, 0, held);
    }
}
