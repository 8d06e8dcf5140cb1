using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Some rows in a line: every value that was asked for, kept while the input moves on, and the scores.</summary>
internal sealed class RowBlock : IDisposable
{
    /// <summary>Rows of a block at most: enough that all processors have several images each.</summary>
    public const int MaxRows = 64;

    private readonly DataViewRowCursor _input;
    private readonly ScoringBatch _batch;
    private readonly Dictionary<int, ColumnBuffer> _columns = [];
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly DataViewRowId[] _ids = new DataViewRowId[MaxRows];
    private readonly long[] _inputBatches = new long[MaxRows];

    /// <param name="scorer">What scores the rows.</param>
    /// <param name="input">The cursor that they are read from.</param>
    /// <param name="columns">The input columns whose values are kept.</param>
    public RowBlock(BoundScorer scorer, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columns)
    {
        _input = input;
        _batch = new ScoringBatch(scorer, input, MaxRows);
        foreach (var column in columns)
            _columns[column.Index] = ColumnBuffer.Create(input, column, MaxRows);
        _idGetter = input.GetIdGetter();
    }

    /// <summary>Rows in it; 0 after the last one of the input.</summary>
    public int Count { get; private set; }

    /// <summary>What comes after its rows instead of more: an error of the input, or of the scoring.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    public DataViewRowId Id(int slot) => _ids[slot];

    public long InputBatch(int slot) => _inputBatches[slot];

    /// <inheritdoc cref="ScoringBatch.Scores"/>
    public ReadOnlySpan<float> Scores(int slot, long position) => _batch.Scores(slot, position);

    /// <summary>A getter of a column's value in the slot that <paramref name="current"/> says.</summary>
    public Delegate CreateGetter(int column, Func<int> current) => _columns[column].CreateGetter(current);

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        Count = 0;
        Failure = null;
    }

    /// <summary>Reads up to <paramref name="limit"/> rows from where the input stands.</summary>
    /// <returns>Whether the input may have more.</returns>
    public bool Read(int limit, CancellationToken cancellationToken)
    {
        Clear();
        try
        {
            long held = 0;
            while (Count < limit && held < ImageCell.MaxHeldBytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_input.MoveNext())
                    return false;
                held += Capture(Count);
                Count++;
            }
            return true;
        }
        catch (Exception e)
        {
            // Rows that were read before are delivered first; the failure keeps its place in the order.
            Failure = ExceptionDispatchInfo.Capture(e);
            return false;
        }
    }

    /// <summary>Scores the rows. Where that fails, there are none.</summary>
    public void Score(CancellationToken cancellationToken)
    {
        try
        {
            if (Count > 0)
                _batch.Score(Count, cancellationToken);
        }
        catch (Exception e)
        {
            Count = 0;
            Failure = ExceptionDispatchInfo.Capture(e is AggregateException { InnerExceptions: [var first, ..] } ? first : e);
        }
    }

    public void Dispose()
    {
        foreach (var column in _columns.Values)
            column.Dispose();
    }

    /// <returns>The bytes that are held for the row's image.</returns>
    private long Capture(int slot)
    {
        _idGetter(ref _ids[slot]);
        _inputBatches[slot] = _input.Batch;
        foreach (var column in _columns.Values)
            column.Capture(slot);
        return _batch.Capture(slot);
    }
}
