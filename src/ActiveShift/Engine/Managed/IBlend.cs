using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>Bilinear interpolation in one arithmetic: of two columns first, then of two rows.</summary>
internal interface IBlend
{
    /// <summary>Between a column and its right neighbour.</summary>
    Vector<float> Along(Vector<float> left, Vector<float> right);

    /// <summary>Between what <see cref="Along(Vector{float}, Vector{float})"/> gave of a row and of the next.</summary>
    Vector<float> Down(Vector<float> upper, Vector<float> lower);

    /// <inheritdoc cref="Along(Vector{float}, Vector{float})"/>
    float Along(float left, float right);

    /// <inheritdoc cref="Down(Vector{float}, Vector{float})"/>
    float Down(float upper, float lower);
}
