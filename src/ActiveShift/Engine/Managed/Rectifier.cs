using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>What follows a sum, as the native engine does it to the bit.</summary>
internal static class Rectifier
{
    /// <summary>The largest byte.</summary>
    public const float LargestByte = 255;

    /// <summary>The positive part; 0 of what is no number.</summary>
    public static Vector<float> Relu(Vector<float> x) =>
        Vector.BitwiseAnd(x, Vector.AsVectorSingle(Vector.GreaterThan(x, Vector<float>.Zero)));

    /// <summary>The nearest whole number from 0 to 255, of two the even one.</summary>
    public static Vector<float> ToByte(Vector<float> x)
    {
        var positive = Relu(x);
        var largest = Vector.Create(LargestByte);
        return Vector.Round(Vector.ConditionalSelect(Vector.LessThan(positive, largest), positive, largest));
    }
}
