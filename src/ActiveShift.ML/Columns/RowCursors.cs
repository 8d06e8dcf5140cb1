using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>Ways to go through the rows of a data view.</summary>
internal static class RowCursors
{
    /// <summary>
    /// A cursor whose values are computed when their getters are called, where the data allows. ML.NET's own transforms
    /// otherwise compute the values of many rows on other threads, and an error at one row then ends the whole cursor.
    /// </summary>
    public static DataViewRowCursor GetPlainRowCursor(
        this IDataView data, IEnumerable<DataViewSchema.Column> columns, Random? random = null)
    {
        DataViewSchema.Column[] needed = [.. columns];
        var cursors = data.GetRowCursorSet(needed, 1, random);
        if (cursors is [var only])
            return only;
        // One was asked for, but the interface leaves the number open.
        foreach (var cursor in cursors)
            cursor.Dispose();
        return data.GetRowCursor(needed, random);
    }

    /// <summary>
    /// A cursor for reading the images of a column. Encoded images are decoded by who reads them, so nothing is lost by
    /// <see cref="GetPlainRowCursor"/>; pixel vectors are computed by ML.NET, which is to use its threads unless bad
    /// images are to be passed over.
    /// </summary>
    public static DataViewRowCursor GetImageCursor(
        this IDataView data, IEnumerable<DataViewSchema.Column> columns, ImageColumn feature, bool passesOverBadImages,
        Random? random = null) => feature.FixedSize is null || passesOverBadImages
            ? data.GetPlainRowCursor(columns, random)
            : data.GetRowCursor(columns, random);

    /// <summary>How many rows there are, counted where the data does not know.</summary>
    public static long CountRows(this IDataView data)
    {
        if (data.GetRowCount() is { } known)
            return known;
        using var cursor = data.GetRowCursor([]);
        long count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }
}
