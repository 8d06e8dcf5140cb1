using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Holds a column's values of the rows of one batch, so that the input may be read ahead of what is delivered.</summary>
internal abstract class ColumnBuffer : IDisposable
{
    /// <summary>Takes over the value of the input's current row.</summary>
    public abstract void Capture(int slot);

    /// <summary>A getter of the value in the slot that <paramref name="current"/> says.</summary>
    public abstract Delegate CreateGetter(Func<int> current);

    /// <summary>Gives back what the buffer owns.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Makes a buffer for a column of any type.</summary>
    public static ColumnBuffer Create(DataViewRow input, DataViewSchema.Column column, int slots)
    {
        var raw = column.Type.RawType;
        if (raw == typeof(MLImage))
            return new ImageColumnBuffer(input, column, slots);
        var type = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? typeof(VectorColumnBuffer<>).MakeGenericType(raw.GetGenericArguments())
            : typeof(ScalarColumnBuffer<>).MakeGenericType(raw);
        return (ColumnBuffer)Activator.CreateInstance(type, input, column, slots)!;
    }
}

/// <inheritdoc/>
/// <typeparam name="T">The raw type of a value.</typeparam>
internal sealed class ScalarColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<T> _getter = input.GetGetter<T>(column);
    private readonly T[] _values = new T[slots];

    public override void Capture(int slot) => _getter(ref _values[slot]);

    public override Delegate CreateGetter(Func<int> current) => (ValueGetter<T>)((ref T value) => value = _values[current()]);
}

/// <inheritdoc/>
/// <typeparam name="T">The raw type of a vector's items.</typeparam>
internal sealed class VectorColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _getter = input.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[slots];

    public override void Capture(int slot) => _getter(ref _values[slot]);

    public override Delegate CreateGetter(Func<int> current) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[current()].CopyTo(ref value));
}
