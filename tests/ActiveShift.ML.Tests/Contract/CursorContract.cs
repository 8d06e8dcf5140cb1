using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>Two views hold the same rows, whichever of their columns are asked for.</summary>
internal static class CursorContract
{
    public static void Check(IDataView expected, IDataView actual)
    {
        var all = Rows.Read(expected);
        Assert.Equal(all.Count, all.Select(row => row.Id).Distinct().Count());
        Compare(all, actual, _ => true);
        Compare(all, actual, column => column.Index % 2 == 0);
        Compare(all, actual, column => column.Index % 2 == 1);
        foreach (var single in expected.Schema)
            Compare(all, actual, column => column.Index == single.Index);
        Compare(all, actual, _ => false);
    }

    private static void Compare(List<Row> all, IDataView actual, Func<DataViewSchema.Column, bool> which)
    {
        var columns = actual.Schema.Where(which).ToArray();
        using var cursor = actual.GetRowCursor(columns);
        Assert.Same(actual.Schema, cursor.Schema);
        Assert.All(actual.Schema, column => Assert.Equal(which(column), cursor.IsColumnActive(column)));
        var rows = Rows.Read(cursor, columns);
        Assert.Equal(all.Count, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(all[i].Id, rows[i].Id);
            Assert.Equal(columns.Select(column => all[i].Values[column.Index]), rows[i].Values);
        }
    }
}
