using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>A vector's columns of an image, some of which may lie outside it: those are read as 0.</summary>
internal readonly unsafe struct ColumnWindow
{
    private readonly Vector<float> _inside;

    /// <param name="first">The column of the vector's first lane.</param>
    /// <param name="width">Columns of the image.</param>
    public ColumnWindow(long first, int width)
    {
        int lanes = Vector<float>.Count;
        int begin = (int)Math.Clamp(-first, 0, lanes), end = (int)Math.Clamp(width - first, 0, lanes);
        Any = begin < end;
        var lane = Vector<int>.Indices;
        _inside = Vector.AsVectorSingle(
            Vector.GreaterThanOrEqual(lane, Vector.Create(begin)) & Vector.LessThan(lane, Vector.Create(end)));
    }

    /// <summary>Whether there is a column of the image at all. Else its neighbours' memory must not be read.</summary>
    public bool Any { get; }

    /// <summary>The pixels, and 0 outside the image; the memory beside it is read and does not matter.</summary>
    public Vector<float> Load(float* pixels) => Vector.BitwiseAnd(Vector.Load(pixels), _inside);
}
