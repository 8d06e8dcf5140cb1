using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Data;

/// <summary>The rows of a data view as copies.</summary>
internal static class Rows
{
    /// <summary>Reads columns by index, all of them if none is named.</summary>
    public static List<Row> Read(IDataView view, Func<DataViewSchema.Column, bool>? which = null, Random? rand = null)
    {
        var columns = view.Schema.Where(which ?? (_ => true)).ToArray();
        using var cursor = view.GetRowCursor(columns, rand);
        return Read(cursor, columns);
    }

    public static List<Row> Read(DataViewRowCursor cursor, IReadOnlyList<DataViewSchema.Column> columns)
    {
        var readers = columns.Select(column => CellReader.Create(cursor, column)).ToArray();
        var getId = cursor.GetIdGetter();
        var rows = new List<Row>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getId(ref id);
            Assert.Equal(rows.Count, cursor.Position);
            rows.Add(new Row(id, [.. readers.Select(read => read())]));
        }
        return rows;
    }

    /// <summary>The scores of every row.</summary>
    public static float[][] Scores(this IDataView scored, string column = "Score") =>
        [.. Read(scored, c => c.Name == column && !c.IsHidden).Select(row => (float[])row.Values[0]!)];

    /// <summary>The scores of every row, computed by one cursor over a transformer's output.</summary>
    public static float[][] Scores(this ITransformer transformer, IDataView data) => transformer.Transform(data).Scores();

    /// <summary>The predicted key of every row.</summary>
    public static uint[] Predictions(this IDataView scored, string column = "PredictedLabel") =>
        [.. Read(scored, c => c.Name == column && !c.IsHidden).Select(row => (uint)row.Values[0]!)];
}

/// <summary>One row.</summary>
internal sealed record Row(DataViewRowId Id, object?[] Values);
