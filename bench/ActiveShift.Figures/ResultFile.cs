namespace ActiveShift.Figures;

/// <summary>A table of results as the benchmark writes it: a line of column names, then rows, tab-separated.</summary>
internal sealed class ResultFile
{
    private readonly string _path;
    private readonly string[] _columns;

    private ResultFile(string path, string[] columns, IReadOnlyList<string[]> rows)
    {
        _path = path;
        _columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="InvalidDataException">The file is empty, or a row has another number of cells than there are columns.</exception>
    public static ResultFile Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split('\t'))];
        if (lines.Length == 0)
            throw new InvalidDataException($"'{path}' is empty.");
        int bad = Array.FindIndex(lines, line => line.Length != lines[0].Length);
        return bad < 0
            ? new ResultFile(path, lines[0], lines[1..])
            : throw new InvalidDataException($"'{path}', line {bad + 1}: {lines[bad].Length} cells; expected {lines[0].Length}.");
    }

    /// <exception cref="InvalidDataException">There is no such column.</exception>
    public int Column(string name)
    {
        int index = Array.IndexOf(_columns, name);
        return index >= 0 ? index : throw new InvalidDataException($"'{_path}' has no column '{name}'; it has {string.Join(", ", _columns)}.");
    }
}
