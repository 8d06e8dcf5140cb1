using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Data with its scores, computed in batches as a cursor moves.</summary>
internal sealed class ScoringDataView(IHost host, IDataView input, BoundScorer scorer)
    : NotExportableView(input, nameof(ActiveShiftResNetTransformer))
{
    private readonly IDataView _input = input;

    public override DataViewSchema Schema => scorer.Output;

    public override bool CanShuffle => _input.CanShuffle;

    public override long? GetRowCount() => _input.GetRowCount();

    public override DataViewRowCursor GetRowCursor(
        IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var needed = scorer.Dependencies(columns);
        return Wrap(columns, columns.Any(scorer.IsScoring)
            ? _input.GetImageCursor(needed, scorer.Feature, scorer.Model.BadImages == BadImageScoring.Missing, rand)
            : _input.GetRowCursor(needed, rand));
    }

    public override DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return Array.ConvertAll(
            _input.GetRowCursorSet(scorer.Dependencies(columns), n, rand), cursor => Wrap(columns, cursor));
    }

    private DataViewRowCursor Wrap(DataViewSchema.Column[] columns, DataViewRowCursor cursor) => columns.Any(scorer.IsScoring)
        ? new ScoringCursor(host, scorer, cursor, columns)
        : new PassThroughCursor(scorer, cursor, columns);
}
