using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>
/// Reads the values of one row at a time, for one cursor: it holds what that cursor has open. A value is read when its getter is
/// called and not before.
/// </summary>
internal abstract class IndexedRows : IDisposable
{
    private long _row = -1;

    /// <summary>The row whose values the getters deliver, from 0 on; negative while there is none.</summary>
    /// <exception cref="InvalidOperationException">Read while there is none.</exception>
    public long Row
    {
        get => _row >= 0 ? _row : throw new InvalidOperationException("The cursor is not at a row: MoveNext was not called or has returned false.");
        set => _row = value;
    }

    /// <summary>The getter of a column: a <see cref="ValueGetter{TValue}"/> of the column's raw type.</summary>
    public abstract Delegate GetGetter(int column);

    /// <summary>Called when a cursor without shuffling has passed the last row: throws if the source goes on.</summary>
    public virtual void CheckEnd()
    {
    }

    public virtual void Dispose()
    {
    }
}
