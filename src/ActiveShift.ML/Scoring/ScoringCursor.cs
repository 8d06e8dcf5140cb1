using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// A cursor over scored data. It reads the input a batch ahead, keeping every value that was asked for, scores the batch, and
/// then delivers it row by row.
/// </summary>
internal sealed class ScoringCursor : DataViewRowCursor
{
    private readonly IHost _host;
    private readonly BoundScorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly ScoringBatch _batch;
    private readonly Dictionary<int, ColumnBuffer> _columns = [];
    private readonly HashSet<int> _active;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _inputBatches;
    private ExceptionDispatchInfo? _failure;
    private bool _inputEnded;
    private long _position = -1;
    private int _slot = -1;
    private int _count;
    private bool _disposed;

    public ScoringCursor(IHost host, BoundScorer scorer, DataViewRowCursor input, DataViewSchema.Column[] columns)
    {
        _host = host;
        _scorer = scorer;
        _input = input;
        _batch = new ScoringBatch(scorer, input);
        _active = [.. columns.Select(column => column.Index)];
        foreach (int index in _active.Where(index => index < scorer.Input.Count))
            _columns[index] = ColumnBuffer.Create(input, scorer.Input[index], _batch.Capacity);
        _idGetter = input.GetIdGetter();
        _ids = new DataViewRowId[_batch.Capacity];
        _inputBatches = new long[_batch.Capacity];
    }

    public override DataViewSchema Schema => _scorer.Output;

    public override long Position => _position;

    public override long Batch => _slot >= 0 ? _inputBatches[_slot] : 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (++_slot >= _count && !ReadBatch())
        {
            _position = -1;
            _slot = -1;
            _count = 0;
            return false;
        }
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _ids[CurrentSlot()];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw ScoreGetters.Inactive(column);
        if (_scorer.IsScoring(column))
            return ScoreGetters.Create<TValue>(_scorer, column, () => _batch.Scores(CurrentSlot(), _position));
        return _columns[column.Index].CreateGetter(CurrentSlot) as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _input.Dispose();
            foreach (var column in _columns.Values)
                column.Dispose();
        }
        base.Dispose(disposing);
    }

    private int CurrentSlot() => _slot >= 0
        ? _slot
        : throw new InvalidOperationException("The cursor does not stand on a row: call MoveNext first, and stop when it gives false.");

    private bool ReadBatch()
    {
        // Should this batch fail, no getter may give what an earlier one left behind.
        _slot = -1;
        _count = 0;
        _host.ThrowIfCanceled();
        int count = CaptureRows();
        if (count == 0)
        {
            // Rows that were read before the input failed were delivered first; the failure keeps its place in the order.
            _failure?.Throw();
            return false;
        }
        try
        {
            _batch.Score(count);
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
        _slot = 0;
        _count = count;
        return true;
    }

    private int CaptureRows()
    {
        int count = 0;
        long held = 0;
        while (!_inputEnded && count < _batch.Capacity && held < ImageCell.MaxHeldBytes)
        {
            try
            {
                if (!_input.MoveNext())
                {
                    _inputEnded = true;
                    break;
                }
                held += Capture(count);
                count++;
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
        return count;
    }

    /// <summary>After a failure there are no more rows, and every further move fails the same way.</summary>
    private void Fail(Exception error)
    {
        _inputEnded = true;
        _failure = ExceptionDispatchInfo.Capture(error);
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
