namespace ActiveShift.ML;

/// <summary>Counts rows that were left out and remembers the first few, for the warning.</summary>
internal sealed class SkippedRows
{
    private const int Remembered = 5;
    private readonly List<string> _first = [];

    public int Count { get; private set; }

    public void Add(long row, string? file)
    {
        if (Count++ < Remembered)
            _first.Add(file is null ? $"row {row}" : $"row {row} ('{file}')");
    }

    public override string ToString() => string.Join(", ", _first) + (Count > Remembered ? ", ..." : "");
}
