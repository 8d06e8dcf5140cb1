using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

/// <summary>One input of batch normalisation, ReLU and active shift in one, with a gradient of its output; the values are exact in float32.</summary>
internal sealed class NormalizedShiftCase
{
    private static readonly (double Alpha, double Beta)[] _shifts =
    [
        (0, 0), (0.3, -0.7), (-1, 2), (1.25, 0), (0, -0.5), (-2.6, 7.5), (-1e-30, 0.4), (40.5, -33.25), (0.5, -6), (1e30, 0), (double.NaN, 0.5), (0, double.PositiveInfinity),
    ];

    private NormalizedShiftCase(BatchNormCase normalization, ShiftCase shift)
    {
        (Normalization, Shift) = (normalization, shift);
        Shape = new NormalizedShiftShape(shift.Shape, normalization.Training, normalization.Shape.Epsilon, normalization.Shape.Momentum);
    }

    /// <summary>The input, and all that the normalisation has; its gradient of the activated values is of no use before the oracle fills it in.</summary>
    internal BatchNormCase Normalization { get; }

    /// <summary>The shifts and the gradient of the output; its input is what the oracle fills in.</summary>
    internal ShiftCase Shift { get; }

    internal NormalizedShiftShape Shape { get; }

    /// <summary>
    /// Single pixels, rows and columns, odd sizes, the networks' planes, planes of several vectors and of several runs of the sums; one image
    /// and more than lie in a thread's scratch together; every stride up to 3; in training and not; integer, tiny, large and huge shifts, and
    /// some that are not finite.
    /// </summary>
    internal static IEnumerable<NormalizedShiftCase> Adversarial() =>
        from size in new[]
        {
            (3, 1, 1), (5, 1, 5), (3, 5, 1), (2, 2, 2), (3, 3, 4), (40, 3, 5), (21, 7, 7), (33, 8, 8), (3, 11, 11), (9, 16, 16), (3, 14, 15),
            (5, 32, 32), (2, 33, 17), (2, 9, 56), (1, 56, 56), (1, 69, 130),
        }
        from stride in new[] { 1, 2, 3 }
        from training in new[] { true, false }
        select Create(size.Item1, size.Item2, size.Item3, stride, training, _shifts);

    /// <summary>Planes far above what lies in a thread's scratch together, as an ImageNet network's stem has them.</summary>
    internal static IEnumerable<NormalizedShiftCase> LargePlanes() =>
        from stride in new[] { 1, 2 }
        select Create(2, 224, 224, stride, training: true, [(0.3, -0.7), (-3, 1.5), (17.25, -200)]);

    internal static NormalizedShiftCase Create(int n, int h, int w, int stride, bool training, IReadOnlyList<(double Alpha, double Beta)> shifts)
    {
        var normalization = BatchNormCase.Create(n, shifts.Count, h * w, training);
        var shift = ShiftCase.Create(n, h, w, stride, shifts, seed: n + (100 * h) + w);
        // An output before ReLU within rounding of 0 might come out on the other side of it. A value that is moved moves the others a little.
        while (Array.FindIndex(BatchNormOracle.BeforeRelu(normalization), y => Math.Abs(y) < 1e-5) is >= 0 and int k)
        {
            normalization.X[k] = (float)(normalization.X[k] + 0.25);
        }

        return new(normalization, shift);
    }

    public override string ToString() => $"{Shift}{(Normalization.Training ? " training" : "")}";
}
