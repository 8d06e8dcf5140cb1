using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Getters of the two scored columns over the scores of the current row.</summary>
internal static class ScoreGetters
{
    public delegate ReadOnlySpan<float> CurrentScores();

    /// <exception cref="InvalidOperationException">The column is not of type <typeparamref name="TValue"/>.</exception>
    public static ValueGetter<TValue> Create<TValue>(BoundScorer scorer, DataViewSchema.Column column, CurrentScores scores)
    {
        Delegate getter = column.Index == scorer.ScoreIndex
            ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
            {
                var current = scores();
                var editor = VBufferEditor.Create(ref value, current.Length);
                current.CopyTo(editor.Values);
                value = editor.Commit();
            })
            : (ValueGetter<uint>)((ref uint value) => value = Softmax.PredictedKey(scores()));
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}.");
    }

    public static InvalidOperationException Inactive(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' is not active in this row: it was not among the columns that were asked for.");
}
