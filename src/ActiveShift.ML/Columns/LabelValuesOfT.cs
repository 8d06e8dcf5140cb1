using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Label values of one type.</summary>
/// <typeparam name="T">The raw type of the values.</typeparam>
internal sealed class LabelValues<T>(PrimitiveDataViewType itemType, T[] values, Func<T, string> format) : LabelValues
{
    public override VectorDataViewType Type { get; } = new(itemType, values.Length);

    public override int Count => values.Length;

    public override IReadOnlyList<string> Names { get; } = Array.ConvertAll(values, v => format(v));

    public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, Type, (ref VBuffer<T> target) =>
        {
            var editor = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        });
}
