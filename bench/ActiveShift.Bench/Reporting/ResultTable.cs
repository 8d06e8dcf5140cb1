namespace ActiveShift.Bench.Reporting;

/// <summary>Rows of results: printed aligned, and written as tab-separated values.</summary>
internal sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells));
        _rows.Add(cells);
    }

    public void Print(TextWriter writer)
    {
        int[] widths = [.. columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Length).Max())];
        foreach (string[] row in _rows.Prepend(columns))
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
    }

    /// <summary>Writes the rows beside the target and renames, so that a broken run leaves no half file.</summary>
    public void WriteTsv(string path)
    {
        string beside = path + ".new";
        File.WriteAllLines(beside, _rows.Prepend(columns).Select(row => string.Join('\t', row)));
        File.Move(beside, path, overwrite: true);
    }
}
