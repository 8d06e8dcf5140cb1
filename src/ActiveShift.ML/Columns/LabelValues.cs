using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>What the values of a label's key stand for: its <c>KeyValues</c> annotation, of any primitive type.</summary>
internal abstract class LabelValues
{
    /// <summary>The annotation's type: a vector of the key's cardinality.</summary>
    public abstract VectorDataViewType Type { get; }

    public abstract int Count { get; }

    /// <summary>The values as text in the invariant culture; names for score slots, and the form in the model file.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Reads the annotation of a key column.</summary>
    /// <returns>The values, or null if the column has none that fit its key.</returns>
    public static LabelValues? ReadFrom(DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType key
            || column.Annotations.Schema.GetColumnOrNull(ScoreAnnotations.KeyValues)?.Type is not VectorDataViewType type
            || (ulong)type.Size != key.Count)
        {
            return null;
        }
        return LabelValueTypes.TryFind(type.ItemType, out var known) ? known.Read(column.Annotations, type) : null;
    }

    /// <summary>Makes text values.</summary>
    public static LabelValues Of(IReadOnlyList<string> names) => LabelValueTypes.Text.Parse(names);

    /// <summary>Makes the values that a model file holds.</summary>
    /// <param name="typeName">The name of the item type, as <see cref="TypeName"/> gives it.</param>
    /// <param name="names">The values as text.</param>
    /// <exception cref="FormatException">The type is not known, or a value is not one of it.</exception>
    public static LabelValues Parse(string typeName, IReadOnlyList<string> names) => LabelValueTypes.Find(typeName).Parse(names);

    /// <summary>The name of the item type in a model file.</summary>
    public string TypeName => LabelValueTypes.NameOf(Type.ItemType);
}
