using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Bench.Images;

/// <summary>Reads scored data, as a program that wants the scores would.</summary>
internal static class ScoredVectors
{
    /// <summary>Goes through all rows and hands over the values of one vector column.</summary>
    /// <param name="data">The data.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="use">Gets a row's number and its values, valid until it returns.</param>
    /// <returns>Number of rows.</returns>
    public static long Read(IDataView data, string column, ReadOnlySpanAction use)
    {
        var score = data.Schema[column];
        using var cursor = data.GetRowCursor([score]);
        var getter = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> values = default;
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            getter(ref values);
            use(rows, values.GetValues());
        }
        return rows;
    }

    public delegate void ReadOnlySpanAction(long row, ReadOnlySpan<float> values);
}
