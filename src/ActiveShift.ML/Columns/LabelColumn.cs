using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The label column of a training set: a key of any type. Its classes are the key's values, whether they occur or not.</summary>
internal sealed class LabelColumn
{
    private LabelColumn(DataViewSchema.Column column, KeyDataViewType type, LabelValues? values)
    {
        Column = column;
        Classes = (int)type.Count;
        Values = values;
    }

    public DataViewSchema.Column Column { get; }

    /// <summary>Number of classes: the key's cardinality.</summary>
    public int Classes { get; }

    /// <summary>What the keys stand for, or null if the column does not say.</summary>
    public LabelValues? Values { get; }

    /// <summary>Finds the label column and checks its type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not a key of at least two known values.</exception>
    public static LabelColumn Bind(DataViewSchema schema, string name)
    {
        var column = schema.GetColumnOrNull(name) ?? throw SchemaErrors.MissingColumn("label", name, schema.Select(c => c.Name));
        if (column.Type is not KeyDataViewType { Count: > 0 } key)
            throw SchemaErrors.WrongLabelType(name, column.Type.ToString()!);
        if (key.Count < 2)
            throw SchemaErrors.ClassCount(name, key.Count, "at least two: with one there is nothing to tell apart");
        if (key.Count > SpecLimits.MaxClasses)
            throw SchemaErrors.ClassCount(name, key.Count, $"at most {SpecLimits.MaxClasses}");
        return new LabelColumn(column, key, LabelValues.ReadFrom(column));
    }

    /// <summary>The same check on the shape of a schema, before there is data.</summary>
    /// <returns>The item type of the label's key values, or null if it has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not a key.</exception>
    public static DataViewType? Check(SchemaShape schema, string name)
    {
        if (!schema.TryFind(name, out var column))
            throw SchemaErrors.MissingColumn("label", name, schema.Select(c => c.Name));
        if (!column.IsKey || column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw SchemaErrors.WrongLabelType(name, column.Describe());
        return column.Annotations.TryFind(ScoreAnnotations.KeyValues, out var values) ? values.ItemType : null;
    }

    /// <summary>Reads a row's class, 0-based, or -1 for a missing label.</summary>
    public Func<int> CreateGetter(DataViewRow row)
    {
        return Column.Type.RawType switch
        {
            var t when t == typeof(byte) => Get<byte>(v => v),
            var t when t == typeof(ushort) => Get<ushort>(v => v),
            var t when t == typeof(uint) => Get<uint>(v => v),
            var t when t == typeof(ulong) => Get<ulong>(v => v),
            var t => throw new InvalidOperationException(
                $"A key column's values are of type {t}; expected byte, ushort, uint or ulong."),
        };

        Func<int> Get<T>(Func<T, ulong> widen)
        {
            var getter = row.GetGetter<T>(Column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                ulong key = widen(value);
                // A key beyond its own type's count is a fault of the data's source, but must not become another class.
                return key <= (ulong)Classes ? (int)key - 1 : throw new InvalidOperationException(
                    $"Column '{Column.Name}' holds the key {key}, but its type has only {Classes} values.");
            };
        }
    }
}
