using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ActiveShift.ML.Tests.Data;

/// <summary>One column of a <see cref="TestTable"/>, of any type.</summary>
internal abstract class TestColumn(string name, DataViewType type, DataViewSchema.Annotations? annotations)
{
    public string Name => name;

    public DataViewType Type => type;

    public DataViewSchema.Annotations? Annotations => annotations;

    public abstract Delegate CreateGetter(Func<long> row);

    public static TestColumn Text(string name, Func<long, string> value) =>
        new TestColumn<ReadOnlyMemory<char>>(name, TextDataViewType.Instance, (long row, ref ReadOnlyMemory<char> v) => v = value(row).AsMemory());

    public static TestColumn Number<T>(string name, PrimitiveDataViewType type, Func<long, T> value) =>
        new TestColumn<T>(name, type, (long row, ref T v) => v = value(row));

    /// <summary>As ML.NET's loaders do, this writes into the buffer that it is given.</summary>
    public static TestColumn Vector<T>(string name, VectorDataViewType type, Func<long, T[]> value) =>
        new TestColumn<VBuffer<T>>(name, type, (long row, ref VBuffer<T> v) =>
        {
            T[] values = value(row);
            var editor = VBufferEditor.Create(ref v, values.Length);
            values.CopyTo(editor.Values);
            v = editor.Commit();
        });

    /// <summary>As ML.NET's LoadImages does, this disposes the image that it is given.</summary>
    public static TestColumn Image(string name, Func<long, MLImage?> value) =>
        new TestColumn<MLImage>(name, new ImageDataViewType(), (long row, ref MLImage v) =>
        {
            v?.Dispose();
            v = value(row)!;
        });

    /// <summary>A key of raw type <typeparamref name="TKey"/>, with or without values.</summary>
    public static TestColumn Key<TKey>(string name, int count, Func<long, TKey> key, DataViewSchema.Annotations? annotations = null) =>
        new TestColumn<TKey>(name, new KeyDataViewType(typeof(TKey), count), (long row, ref TKey v) => v = key(row), annotations);

    /// <summary>The annotation that says what keys stand for.</summary>
    public static DataViewSchema.Annotations KeyValues<T>(PrimitiveDataViewType itemType, params T[] values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("KeyValues", new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> v) => v = new VBuffer<T>(values.Length, [.. values]));
        return builder.ToAnnotations();
    }

    public static DataViewSchema.Annotations KeyValues(params string[] names) =>
        KeyValues(TextDataViewType.Instance, Array.ConvertAll(names, n => n.AsMemory()));
}

/// <inheritdoc/>
internal sealed class TestColumn<T>(string name, DataViewType type, TestColumn<T>.Fill fill, DataViewSchema.Annotations? annotations = null)
    : TestColumn(name, type, annotations)
{
    public delegate void Fill(long row, ref T value);

    public override Delegate CreateGetter(Func<long> row) => (ValueGetter<T>)((ref T value) => fill(row(), ref value));
}
