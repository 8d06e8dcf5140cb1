using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ActiveShift;

/// <summary>
/// The text of a record whose properties are lists: as the compiler's, but with what is in them, and the same in every culture.
/// </summary>
internal static class RecordText
{
    /// <returns>Name { Property = value, List = [value, value] }.</returns>
    public static string Of(object record)
    {
        var properties = record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken);
        return $"{record.GetType().Name} {{ {string.Join(", ", properties.Select(p => $"{p.Name} = {Value(p.GetValue(record))}"))} }}";
    }

    private static string Value(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Value))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when IsRecord(value.GetType()) => Of(value),
        _ => value.ToString() ?? "",
    };

    // Every record class has this method, by which "with" copies it.
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
