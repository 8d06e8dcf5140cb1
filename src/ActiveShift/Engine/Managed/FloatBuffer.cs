namespace ActiveShift.Engine.Managed;

/// <summary>
/// Floats at a fixed address that is a multiple of a cache line. Whole vectors may be read and written beyond both
/// ends, so that the loops need no special case for what fills no vector.
/// </summary>
/// <remarks>Whoever uses the pointer keeps the buffer alive (<see cref="GC.KeepAlive"/>).</remarks>
internal sealed unsafe class FloatBuffer
{
    private const int Slack = 64;
    private const int Line = 16;

    private readonly float[] _memory;

    /// <param name="length">How many; they are 0.</param>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public FloatBuffer(long length)
    {
        long whole = length + (2 * Slack) + Line;
        if (whole > Array.MaxLength)
            throw NoMemory(length, null);
        try
        {
            _memory = GC.AllocateArray<float>((int)whole, pinned: true);
        }
        catch (OutOfMemoryException e)
        {
            throw NoMemory(length, e);
        }
        nint first = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _memory[0]);
        nint line = Line * sizeof(float);
        Pointer = (float*)((first + line - 1) / line * line) + Slack;
    }

    /// <summary>A buffer with these values.</summary>
    public FloatBuffer(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(new Span<float>(Pointer, values.Length));

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>Bytes of the buffer with what lies beyond its ends.</summary>
    public long Bytes => (long)_memory.Length * sizeof(float);

    /// <summary>
    /// Distance between rows or planes of so many floats that a vector may be written past their ends: whole cache
    /// lines, an odd number of them, so that successive rows fall into different sets of the cache.
    /// </summary>
    public static long RowLength(long floats) => (((floats + (Slack / 2) + Line - 1) / Line) | 1) * Line;

    private static InsufficientMemoryException NoMemory(long length, Exception? cause) =>
        new($"There is no memory for {length} floats of the scoring engine.", cause);
}
