using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public unsafe class NativeNormalizedShiftArgumentTests
{
    private static readonly NormalizedShiftShape _shape = new(new ShiftShape(2, 1, 2, 1, 1, 1), true, 1e-5, 0.1);

    public static TheoryData<long, long, long, long, int, int, double, double> BadShapes => new()
    {
        { -1, 1, 2, 2, 1, 1, 0, 0.1 },
        { 1, -1, 2, 2, 1, 1, 0, 0.1 },
        { 1, 1, -2, 2, 1, 1, 0, 0.1 },
        { 1, 1, 2, -2, 1, 1, 0, 0.1 },
        { 1, 1, 2, 2, 0, 1, 0, 0.1 },
        { 1, 1, 2, 2, 1, 0, 0, 0.1 },
        { 1, 1, 2, 2, 1, 1, -1e-9, 0.1 },
        { 1, 1, 2, 2, 1, 1, double.NaN, 0.1 },
        { 1, 1, 2, 2, 1, 1, 0, -0.1 },
        { 1, 1, 2, 2, 1, 1, 0, 1.1 },
        { 1L << 31, 1L << 30, 1, 1, 1, 1, 0, 0.1 },
    };

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Bad_shapes_are_refused_with_the_values_seen(long n, long c, long h, long w, int stride, int threads, double epsilon, double momentum)
    {
        NormalizedShiftShape shape = new(new ShiftShape(n, c, h, w, stride, threads), true, epsilon, momentum);
        float* f = stackalloc float[4];
        double* d = stackalloc double[4];
        string message = Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Forward(shape, f, f, f, f, f, f, f, f, f, f)).Message;
        Assert.Contains(
            FormattableString.Invariant($"N = {n}, C = {c}, H = {h}, W = {w}, stride = {stride}, threads = {threads}, epsilon = {epsilon}, momentum = {momentum}"),
            message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Forward(shape, d, d, d, d, d, d, d, d, d, d));
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Backward(shape, f, f, f, f, f, f, f, f, f, f, f, f, f));
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Backward(shape, d, d, d, d, d, d, d, d, d, d, d, d, d));
    }

    [Fact]
    public void Null_pointers_are_refused()
    {
        float* p = stackalloc float[4];
        for (int missing = 0; missing < 10; missing++)
        {
            nint[] a = [.. Enumerable.Range(0, 10).Select(k => k == missing ? 0 : (nint)p)];
            Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Forward(
                _shape, (float*)a[0], (float*)a[1], (float*)a[2], (float*)a[3], (float*)a[4], (float*)a[5], (float*)a[6], (float*)a[7], (float*)a[8],
                (float*)a[9]));
            Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Backward(
                _shape, (float*)a[0], (float*)a[1], (float*)a[2], (float*)a[3], (float*)a[4], (float*)a[5], (float*)a[6], (float*)a[7], p, (float*)a[8],
                (float*)a[9], p, p));
        }
    }

    [Fact]
    public void One_shift_gradient_without_the_other_is_refused()
    {
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Backward(_shape, p, p, p, p, p, p, p, p, p, p, p, null, p));
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Backward(_shape, p, p, p, p, p, p, p, p, p, p, p, p, null));
    }

    [Fact]
    public void Running_statistics_are_needed_where_they_are_not_computed()
    {
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativeNormalizedShift.Forward(_shape with { Training = false }, p, p, p, null, null, p, p, p, p, p));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(100)]
    public void A_backend_that_is_not_in_the_table_is_refused(int backend)
    {
        float* p = stackalloc float[4];
        string message = Assert.Throws<NotSupportedException>(() => NativeNormalizedShift.Forward(_shape, p, p, p, p, p, p, p, p, p, p, backend)).Message;
        Assert.Contains($"backend {backend}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, 4, 4)]
    [InlineData(2, 0, 4, 4)]
    [InlineData(2, 3, 0, 4)]
    [InlineData(2, 3, 4, 0)]
    [InlineData(0, 3, 1L << 40, 1L << 40)]
    public void An_empty_tensor_does_nothing_but_zero_the_gradients_of_the_parameters(long n, long c, long h, long w)
    {
        foreach (int backend in Enumerable.Range(0, NativeBackends.Table.Count).Where(k => NativeBackends.Table[k].IsSupported))
        {
            NormalizedShiftShape shape = new(new ShiftShape(n, c, h, w, 2, 2), true, 0.25, 0.1);
            float[] shifts = [0.5f, float.NaN, 1], channels = [7, 7, 7], mean = [7, 7, 7], inverse = [7, 7, 7];
            float[] gradients = [.. Enumerable.Repeat(7f, 12), 42];
            fixed (float* s = shifts, v = channels, m = mean, d = inverse, g = gradients)
            {
                NativeNormalizedShift.Forward(shape, null, v, v, v, v, s, s, m, d, null, backend);
                NativeNormalizedShift.Backward(shape, null, null, v, v, m, d, s, s, null, g, g + 3, g + 6, g + 9, backend);
            }

            Assert.Equal([7, 7, 7], channels);
            Assert.Equal(c == 0 ? [7, 7, 7] : [0, 0, 0], mean);
            Assert.Equal(c == 0 ? [7, 7, 7] : [2, 2, 2], inverse);
            Assert.Equal([.. Enumerable.Repeat(c == 0 ? 7f : 0, 12), 42], gradients);
        }
    }
}
