using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>Interpolation in float32.</summary>
internal readonly struct FloatBlend(Tap tap) : IBlend
{
    private readonly float _left = tap.Left, _right = tap.Right, _top = tap.Top, _bottom = tap.Bottom;

    public Vector<float> Along(Vector<float> left, Vector<float> right) =>
        Vector.MultiplyAddEstimate(right, Vector.Create(_right), left * Vector.Create(_left));

    public Vector<float> Down(Vector<float> upper, Vector<float> lower) =>
        Vector.MultiplyAddEstimate(lower, Vector.Create(_bottom), upper * Vector.Create(_top));

    public float Along(float left, float right) => float.MultiplyAddEstimate(right, _right, left * _left);

    public float Down(float upper, float lower) => float.MultiplyAddEstimate(lower, _bottom, upper * _top);
}
