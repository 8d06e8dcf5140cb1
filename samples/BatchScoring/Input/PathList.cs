namespace BatchScoring.Input;

/// <summary>
/// A text file (UTF-8) of one image a line: a path, or an id, a tab and a path. Empty lines are no rows. One line is held at a time.
/// </summary>
internal static class PathList
{
    public static IEnumerable<PathRow> Read(string file)
    {
        foreach (string line in File.ReadLines(file))
        {
            if (line.Length == 0)
                continue;
            int tab = line.IndexOf('\t');
            yield return tab < 0 ? new PathRow(line, line) : new PathRow(line[..tab], line[(tab + 1)..]);
        }
    }
}
