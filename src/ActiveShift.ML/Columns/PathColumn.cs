using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>
/// The column that names the file of a row, for error messages alone: a text column called <c>ImagePath</c>, as ML.NET's tutorials
/// and <c>LoadImageFolder</c> call it.
/// </summary>
internal static class PathColumn
{
    public const string Name = "ImagePath";

    public static DataViewSchema.Column? Find(DataViewSchema schema) =>
        schema.GetColumnOrNull(Name) is { Type: TextDataViewType } column ? column : null;

    /// <summary>A getter of the current row's file; gives null without such a column.</summary>
    public static Func<string?> CreateGetter(DataViewRow row, DataViewSchema.Column? path)
    {
        if (path is not { } column)
            return () => null;
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            getter(ref value);
            return value.IsEmpty ? null : value.ToString();
        };
    }
}
