namespace ActiveShift.ML;

/// <summary>Counts rows that were left out and remembers the first few, for the warning.</summary>
internal sealed class SkippedRows
{
    private const int Remembered = 5;
    private readonly List<string> _first = [];
    private string? _reason;

    public int Count { get; private set; }

    /// <param name="row">0-based position in the data.</param>
    /// <param name="file">The file, if known.</param>
    /// <param name="reason">Why it was left out, where rows differ in that.</param>
    public void Add(long row, string? file, string? reason = null)
    {
        _reason ??= reason;
        if (Count++ < Remembered)
            _first.Add(file is null ? $"row {row}" : $"row {row} ('{file}')");
    }

    public override string ToString() => string.Join(", ", _first) + (Count > Remembered ? ", ..." : "") +
        (_reason is null ? "" : $". Of the first: {_reason.TrimEnd('.')}");
}
