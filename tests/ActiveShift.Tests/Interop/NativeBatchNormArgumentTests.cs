using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public unsafe class NativeBatchNormArgumentTests
{
    private static readonly BatchNormShape _shape = new(2, 1, 2, true, 1, 1e-5, 0.1);

    public static TheoryData<long, long, long, int, double, double> BadShapes => new()
    {
        { -1, 1, 2, 1, 0, 0.1 },
        { 1, -1, 2, 1, 0, 0.1 },
        { 1, 1, -2, 1, 0, 0.1 },
        { 1, 1, 2, 0, 0, 0.1 },
        { 1, 1, 2, 1, -1e-9, 0.1 },
        { 1, 1, 2, 1, double.NaN, 0.1 },
        { 1, 1, 2, 1, 0, -0.1 },
        { 1, 1, 2, 1, 0, 1.1 },
        { 1L << 31, 1L << 30, 1, 1, 0, 0.1 },
        { 0, (1L << 60) + 1, 1, 1, 0, 0.1 },
    };

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Bad_shapes_are_refused_with_the_values_seen(long n, long c, long p, int threads, double epsilon, double momentum)
    {
        BatchNormShape shape = new(n, c, p, true, threads, epsilon, momentum);
        float* f = stackalloc float[4];
        double* d = stackalloc double[4];
        string message = Assert.Throws<ArgumentException>(() => NativeBatchNorm.Forward(shape, f, f, f, f, f, f, f, f)).Message;
        Assert.Contains(FormattableString.Invariant($"N = {n}, C = {c}, P = {p}, threads = {threads}, epsilon = {epsilon}, momentum = {momentum}"), message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NativeBatchNorm.Forward(shape, d, d, d, d, d, d, d, d));
        Assert.Throws<ArgumentException>(() => NativeBatchNorm.Backward(shape, f, f, f, f, f, f, f, f, f));
        Assert.Throws<ArgumentException>(() => NativeBatchNorm.Backward(shape, d, d, d, d, d, d, d, d, d));
    }

    [Fact]
    public void Null_pointers_are_refused()
    {
        float* p = stackalloc float[4];
        for (int missing = 0; missing < 8; missing++)
        {
            nint[] a = [.. Enumerable.Range(0, 8).Select(k => k == missing ? 0 : (nint)p)];
            Assert.Throws<ArgumentException>(() => NativeBatchNorm.Forward(
                _shape, (float*)a[0], (float*)a[1], (float*)a[2], (float*)a[3], (float*)a[4], (float*)a[5], (float*)a[6], (float*)a[7]));
            Assert.Throws<ArgumentException>(() => NativeBatchNorm.Backward(
                _shape, (float*)a[0], (float*)a[1], (float*)a[2], (float*)a[3], (float*)a[4], (float*)a[5], p, (float*)a[6], (float*)a[7]));
        }
    }

    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(long.MaxValue, 0)]
    public void An_empty_tensor_is_legal_however_large_its_other_sizes_are(long n, long p)
    {
        float* f = stackalloc float[4] { 1, 1, 1, 1 };
        NativeBatchNorm.Forward(_shape with { N = n, P = p }, null, f, f, f, f, f + 1, f + 2, null);
        Assert.Equal(0, f[1]);
    }

    [Fact]
    public void Running_statistics_are_needed_where_they_are_not_computed()
    {
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativeBatchNorm.Forward(_shape with { Training = false }, p, p, p, null, null, p, p, p));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(100)]
    public void A_backend_that_is_not_in_the_table_is_refused(int backend)
    {
        float* p = stackalloc float[4];
        string message = Assert.Throws<NotSupportedException>(() => NativeBatchNorm.Forward(_shape, p, p, p, p, p, p, p, p, backend)).Message;
        Assert.Contains($"backend {backend}", message, StringComparison.Ordinal);
        Assert.Contains("reference", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(2, 0, 4)]
    [InlineData(2, 3, 0)]
    public void An_empty_tensor_does_nothing_but_zero_the_gradients_of_the_parameters(int n, int c, int p)
    {
        foreach (int backend in Enumerable.Range(0, NativeBackends.Table.Count).Where(k => NativeBackends.Table[k].IsSupported))
        {
            BatchNormShape shape = new(n, c, p, true, 2, 0.25, 0.1);
            float[] channels = [7, 7, 7], mean = [7, 7, 7], inverse = [7, 7, 7], gradients = [7, 7, 7, 7, 7, 7, 42];
            fixed (float* v = channels, m = mean, d = inverse, g = gradients)
            {
                NativeBatchNorm.Forward(shape, null, v, v, v, v, m, d, null, backend);
                NativeBatchNorm.Backward(shape, null, null, v, v, m, d, null, g, g + 3, backend);
            }

            Assert.Equal([7, 7, 7], channels);
            Assert.Equal(c == 0 ? [7, 7, 7] : [0, 0, 0], mean);
            Assert.Equal(c == 0 ? [7, 7, 7] : [2, 2, 2], inverse);
            Assert.Equal(c == 0 ? [7, 7, 7, 7, 7, 7, 42] : [0, 0, 0, 0, 0, 0, 42], gradients);
        }
    }
}
