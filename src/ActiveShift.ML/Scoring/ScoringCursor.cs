using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>A cursor over scored data: it delivers, row by row, blocks that are read and scored ahead of it.</summary>
internal sealed class ScoringCursor : DataViewRowCursor
{
    private readonly IHost _host;
    private readonly BoundScorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly HashSet<int> _active;
    private readonly RowBlock[] _blocks;
    private readonly ReadAhead _ahead = new();
    private RowBlock? _block;
    private ExceptionDispatchInfo? _failure;
    private bool _started;
    private bool _ended;
    private long _position = -1;
    private int _slot = -1;
    private bool _disposed;

    public ScoringCursor(IHost host, BoundScorer scorer, DataViewRowCursor input, DataViewSchema.Column[] columns)
    {
        _host = host;
        _scorer = scorer;
        _input = input;
        _active = [.. columns.Select(column => column.Index)];
        var kept = scorer.Input.Where(column => _active.Contains(column.Index)).ToArray();
        _blocks = [.. Enumerable.Range(0, ReadAhead.Blocks).Select(_ => new RowBlock(scorer, input, kept))];
    }

    public override DataViewSchema Schema => _scorer.Output;

    public override long Position => _position;

    public override long Batch => _slot >= 0 ? _block!.InputBatch(_slot) : 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (_slot >= 0 && _slot + 1 < _block!.Count)
        {
            _slot++;
        }
        else if (!NextBlock())
        {
            _position = -1;
            return false;
        }
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = CurrentBlock().Id(_slot);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw ScoreGetters.Inactive(column);
        if (_scorer.IsScoring(column))
            return ScoreGetters.Create<TValue>(_scorer, column, () => CurrentBlock().Scores(_slot, _position));
        var getters = Array.ConvertAll(_blocks, block => block.CreateGetter(column.Index, () => _slot) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}."));
        return (ref TValue value) => getters[Array.IndexOf(_blocks, CurrentBlock())](ref value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _ahead.Dispose();
            _input.Dispose();
            foreach (var block in _blocks)
                block.Dispose();
        }
        base.Dispose(disposing);
    }

    private RowBlock CurrentBlock() => _slot >= 0
        ? _block!
        : throw new InvalidOperationException("The cursor does not stand on a row: call MoveNext first, and stop when it gives false.");

    private bool NextBlock()
    {
        // Should this block fail, no getter may give what an earlier one left behind.
        _slot = -1;
        _host.ThrowIfCanceled();
        // It comes after the rows of its block, and every further move fails the same way.
        _failure?.Throw();
        if (_ended)
            return false;
        Take();
        if (_block!.Count > 0)
        {
            _slot = 0;
            return true;
        }
        _ended = true;
        _failure?.Throw();
        return false;
    }

    private void Take()
    {
        if (!_started)
        {
            _started = true;
            foreach (var block in _blocks)
                _ahead.Fill(block);
        }
        else if (_block is { } done)
        {
            _block = null;
            _ahead.Fill(done);
        }
        _block = _ahead.Take(_host.ThrowIfCanceled);
        _failure = _block.Failure;
    }
}
