using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Data with its scores, computed in batches as a cursor moves.</summary>
internal sealed class ScoringDataView(IHost host, IDataView input, BoundScorer scorer) : IDataView
{
    public DataViewSchema Schema => scorer.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var needed = scorer.Dependencies(columns);
        return Wrap(columns, columns.Any(scorer.IsScoring)
            ? input.GetImageCursor(needed, scorer.Feature, scorer.Model.BadImages == BadImageScoring.Missing, rand)
            : input.GetRowCursor(needed, rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return Array.ConvertAll(input.GetRowCursorSet(scorer.Dependencies(columns), n, rand), cursor => Wrap(columns, cursor));
    }

    private DataViewRowCursor Wrap(DataViewSchema.Column[] columns, DataViewRowCursor cursor) => columns.Any(scorer.IsScoring)
        ? new ScoringCursor(host, scorer, cursor, columns)
        : new PassThroughCursor(scorer, cursor, columns);
}
