using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Holds a column's values of the rows of one batch, so that the input may be read ahead of what is delivered.</summary>
/// <param name="slots">How many rows are held.</param>
internal abstract class ColumnBuffer(int slots) : IDisposable
{
    private readonly ExceptionDispatchInfo?[] _unreadable = new ExceptionDispatchInfo?[slots];

    /// <summary>
    /// Takes over the value of the input's current row. A file that cannot be read is the error of who asks for this
    /// value, not of the row.
    /// </summary>
    public void Capture(int slot)
    {
        _unreadable[slot] = null;
        try
        {
            CaptureCore(slot);
        }
        catch (Exception error) when (UnreadableImage.IsCause(error))
        {
            _unreadable[slot] = ExceptionDispatchInfo.Capture(error);
        }
    }

    /// <summary>A getter of the value in the slot that <paramref name="current"/> says.</summary>
    public Delegate CreateGetter(Func<int> current) => CreateGetterCore(() =>
    {
        int slot = current();
        _unreadable[slot]?.Throw();
        return slot;
    });

    /// <summary>Gives back what the buffer owns.</summary>
    public virtual void Dispose()
    {
    }

    protected abstract void CaptureCore(int slot);

    protected abstract Delegate CreateGetterCore(Func<int> current);

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
internal sealed class ScalarColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots)
    : ColumnBuffer(slots)
{
    private readonly ValueGetter<T> _getter = input.GetGetter<T>(column);
    private readonly T[] _values = new T[slots];

    protected override void CaptureCore(int slot) => _getter(ref _values[slot]);

    protected override Delegate CreateGetterCore(Func<int> current) =>
        (ValueGetter<T>)((ref T value) => value = _values[current()]);
}

/// <inheritdoc/>
/// <typeparam name="T">The raw type of a vector's items.</typeparam>
internal sealed class VectorColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots)
    : ColumnBuffer(slots)
{
    private readonly ValueGetter<VBuffer<T>> _getter = input.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[slots];

    protected override void CaptureCore(int slot) => _getter(ref _values[slot]);

    protected override Delegate CreateGetterCore(Func<int> current) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[current()].CopyTo(ref value));
}
