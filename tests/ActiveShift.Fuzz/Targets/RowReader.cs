using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Fuzz.Targets;

/// <summary>Reads every row of images and labels.</summary>
internal static class RowReader
{
    public static void ReadAll(IDataView data)
    {
        using var cursor = data.GetRowCursor(data.Schema);
        var image = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        var label = cursor.GetGetter<byte>(data.Schema["Label"]);
        var pixels = default(VBuffer<byte>);
        byte value = 0;
        while (cursor.MoveNext())
        {
            image(ref pixels);
            label(ref value);
        }
    }
}
