using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>A cursor over scored data of which no score is asked: the input's own rows under the output's schema.</summary>
internal sealed class PassThroughCursor(BoundScorer scorer, DataViewRowCursor input, DataViewSchema.Column[] columns) : DataViewRowCursor
{
    private readonly HashSet<int> _active = [.. columns.Select(column => column.Index)];

    public override DataViewSchema Schema => scorer.Output;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => IsColumnActive(column)
        ? input.GetGetter<TValue>(scorer.Input[column.Index])
        : throw ScoreGetters.Inactive(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
