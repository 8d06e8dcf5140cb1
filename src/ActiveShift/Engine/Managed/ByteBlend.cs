using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>
/// Interpolation of bytes, which are held as floats, in the whole numbers of the native engine: 256ths along the row,
/// 65536ths down the column, of which the high halves of the products are added. Whole shifts come out exact.
/// </summary>
internal readonly struct ByteBlend : IBlend
{
    private readonly uint _left, _right, _top, _bottom;

    public ByteBlend(Tap tap)
    {
        _right = (uint)((tap.Right * 256) + 0.5f);
        _left = 256 - _right;
        uint bottom = (uint)((tap.Bottom * 65536) + 0.5f);
        // 16 bits hold no 65536.
        _top = Math.Min(65536 - bottom, ushort.MaxValue);
        _bottom = Math.Min(bottom, ushort.MaxValue);
    }

    // At most 255 · 256, which a float holds exactly.
    public Vector<float> Along(Vector<float> left, Vector<float> right) =>
        (left * Vector.Create((float)_left)) + (right * Vector.Create((float)_right));

    public Vector<float> Down(Vector<float> upper, Vector<float> lower)
    {
        var sum = High(upper, _top) + High(lower, _bottom);
        return Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.ShiftRightLogical(sum + Vector.Create(128u), 8)));
    }

    public float Along(float left, float right) => (left * _left) + (right * _right);

    public float Down(float upper, float lower) =>
        ((((uint)upper * _top) >> 16) + (((uint)lower * _bottom) >> 16) + 128) >> 8;

    private static Vector<uint> High(Vector<float> x, uint weight) =>
        Vector.ShiftRightLogical(Vector.AsVectorUInt32(Vector.ConvertToInt32Native(x)) * weight, 16);
}
