namespace ActiveShift.Tests.Interop;

/// <summary>Shapes and shifts at which row-wise, vectorised code goes wrong first.</summary>
internal static class AdversarialShapes
{
    /// <summary>
    /// Planes of a few vectors, which may be treated as one row: all elements around a multiple of the vector's width (15, 16, 17, 48,
    /// 49, 63, 64, 65), and the largest such planes (128 elements with one row more) and the next beyond.
    /// </summary>
    internal static readonly (int H, int W)[] SmallPlanes =
    [
        (3, 5), (15, 1), (4, 4), (1, 16), (17, 1), (6, 8), (7, 7), (9, 7), (7, 9), (8, 8), (13, 5), (5, 13), (10, 10), (7, 16), (15, 8),
        (7, 8), (127, 1), (8, 16), (128, 1), (11, 11),
    ];

    // Single pixels, rows and columns; odd sizes; every vector's width (2 to 16 elements) and its neighbours; the network's own
    // planes; more rows than one run of the gradients' sums (64).
    private static readonly (int H, int W)[] _sizes =
    [
        (1, 1), (1, 5), (5, 1), (2, 2), (3, 3), (3, 4), (2, 8), (5, 9), (3, 12), (14, 14), (4, 15), (4, 16), (4, 17), (28, 28), (3, 31),
        (3, 32), (3, 33), (9, 56), (56, 56), (2, 63), (2, 64), (2, 65), (3, 69), (3, 130), (200, 3), (130, 33), (1, 48), (48, 1),
        .. SmallPlanes,
    ];

    /// <summary>Every size at strides 1, 2 and 3, each with all shifts of <see cref="Shifts"/>.</summary>
    internal static IEnumerable<ShiftCase> Cases() =>
        from size in _sizes
        from stride in new[] { 1, 2, 3 }
        select ShiftCase.Create(2, size.H, size.W, stride, Shifts(size.H, size.W), seed: size.H + (100 * size.W) + stride);

    /// <summary>Integer, half, negative, tiny, near and past the image's edge, and huge shifts, along each axis and both.</summary>
    internal static IReadOnlyList<(double Alpha, double Beta)> Shifts(int h, int w)
    {
        double[] common = [0, -0.0, 0.5, -0.5, 1, -1, 0.3, -0.7, 1.25, -2, 2.6, -1e-30, 1e30];
        double[] alphas = [.. common, w, -w, w - 0.4, -w + 0.4, w - 1, 1 - w, -w - 0.6, (w / 2) + 0.1, -1e30, -7.5, 9.9];
        double[] betas = [.. common, h, -h, h - 0.4, -h + 0.4, h - 1, 1 - h, -h - 0.6, (h / 2) + 0.1, -1e30, -7.5, 9.9];
        List<(double, double)> shifts = [];
        for (int k = 0; k < alphas.Length; k++)
        {
            // Each value meets a spread of the others, so that every kind of pair occurs.
            foreach (int step in new[] { 0, 1, 2, 5, 11 })
            {
                shifts.Add((alphas[k], betas[(k + step) % betas.Length]));
            }
        }

        return shifts;
    }
}
