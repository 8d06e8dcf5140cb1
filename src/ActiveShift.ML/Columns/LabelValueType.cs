using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>One type of label values.</summary>
internal abstract class LabelValueType(string name, PrimitiveDataViewType itemType)
{
    public string Name => name;

    public PrimitiveDataViewType ItemType => itemType;

    /// <summary>Reads the key values of a column.</summary>
    public abstract LabelValues Read(DataViewSchema.Annotations annotations, VectorDataViewType type);

    /// <summary>Makes values of their text form.</summary>
    /// <exception cref="FormatException">A text is not a value of this type.</exception>
    public abstract LabelValues Parse(IReadOnlyList<string> names);
}

/// <inheritdoc/>
/// <typeparam name="T">The raw type of the values.</typeparam>
internal sealed class LabelValueType<T>(string name, PrimitiveDataViewType itemType, Func<T, string> format, Func<string, T> parse)
    : LabelValueType(name, itemType)
{
    public override LabelValues Read(DataViewSchema.Annotations annotations, VectorDataViewType type)
    {
        VBuffer<T> buffer = default;
        annotations.GetValue(ScoreAnnotations.KeyValues, ref buffer);
        return new LabelValues<T>(ItemType, [.. buffer.DenseValues()], format);
    }

    public override LabelValues Parse(IReadOnlyList<string> names)
    {
        try
        {
            return new LabelValues<T>(ItemType, [.. names.Select(parse)], format);
        }
        catch (OverflowException e)
        {
            throw new FormatException($"A label value is outside the range of its type '{Name}'.", e);
        }
    }
}
