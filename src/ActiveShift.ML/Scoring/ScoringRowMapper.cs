using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Scores one row at a time, when it is asked to.</summary>
internal sealed class ScoringRowMapper(BoundScorer scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => scorer.Input;

    public DataViewSchema OutputSchema => scorer.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        scorer.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != scorer.Input)
            throw new ArgumentException("The row's schema is not the one that this mapper was made for.", nameof(input));
        return new ScoringRow(scorer, input, activeColumns);
    }
}
