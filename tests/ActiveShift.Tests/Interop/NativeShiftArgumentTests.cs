using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public unsafe class NativeShiftArgumentTests
{
    private static readonly ShiftShape _shape = new(1, 1, 2, 2, 1, 1);

    public static TheoryData<long, long, long, long, int, int> BadShapes => new()
    {
        { -1, 1, 2, 2, 1, 1 },
        { 1, -1, 2, 2, 1, 1 },
        { 1, 1, -2, 2, 1, 1 },
        { 1, 1, 2, -2, 1, 1 },
        { 1, 1, 2, 2, 0, 1 },
        { 1, 1, 2, 2, -1, 1 },
        { 1, 1, 2, 2, 1, 0 },
        { 1L << 32, 1L << 32, 1, 1, 1, 1 },
        { 1, 1, long.MaxValue, 2, 1, 1 },
        { 1L << 31, 1L << 30, 1, 1, 1, 1 },
        { 0, (1L << 60) + 1, 2, 2, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Bad_shapes_are_refused_with_the_values_seen(long n, long c, long h, long w, int stride, int threads)
    {
        ShiftShape shape = new(n, c, h, w, stride, threads);
        float* p = stackalloc float[4];
        double* q = stackalloc double[4];
        string message = Assert.Throws<ArgumentException>(() => NativeShift.Forward(shape, p, p, p, p)).Message;
        Assert.Contains($"N = {n}, C = {c}, H = {h}, W = {w}, stride = {stride}, threads = {threads}", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NativeShift.Forward(shape, q, q, q, q));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(shape, p, p, p, p, p, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(shape, q, q, q, q, q, q, q));
    }

    [Fact]
    public void Null_pointers_are_refused()
    {
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativeShift.Forward(_shape, null, p, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Forward(_shape, p, null, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Forward(_shape, p, p, null, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Forward(_shape, p, p, p, null));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, null, p, p, p, p, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, p, null, p, p, p, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, p, p, null, p, p, p, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, p, p, p, null, p, p, p));
    }

    [Fact]
    public void One_shift_gradient_without_the_other_is_refused()
    {
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, p, p, p, p, p, null, p));
        Assert.Throws<ArgumentException>(() => NativeShift.Backward(_shape, p, p, p, p, p, p, null));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(100)]
    public void A_backend_that_is_not_in_the_table_is_refused(int backend)
    {
        float* p = stackalloc float[4];
        string message = Assert.Throws<NotSupportedException>(() => NativeShift.Forward(_shape, p, p, p, p, backend)).Message;
        Assert.Contains($"backend {backend}", message, StringComparison.Ordinal);
        Assert.Contains("reference", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, long.MaxValue, long.MaxValue)]
    [InlineData(long.MaxValue, 3, 0, long.MaxValue)]
    [InlineData(long.MaxValue, 0, long.MaxValue, 2)]
    public void An_empty_tensor_is_legal_however_large_its_other_sizes_are(long n, long c, long h, long w)
    {
        ShiftShape shape = new(n, c, h, w, 1, 2);
        float* g = stackalloc float[3] { 7, 7, 7 };
        NativeShift.Forward(shape, (float*)null, null, null, null);
        NativeShift.Backward(shape, null, null, null, null, null, g, g);
        Assert.Equal(c == 0 ? 7 : 0, g[0]);
    }

    [Theory]
    [InlineData(0, 3, 4, 4)]
    [InlineData(2, 0, 4, 4)]
    [InlineData(2, 3, 0, 4)]
    [InlineData(2, 3, 4, 0)]
    public void An_empty_tensor_does_nothing_but_zero_the_gradients_of_the_shifts(int n, int c, int h, int w)
    {
        foreach (int backend in Enumerable.Range(0, NativeBackends.Table.Count).Where(k => NativeBackends.Table[k].IsSupported))
        {
            ShiftShape shape = new(n, c, h, w, 2, 2);
            float[] shifts = [0.5f, float.NaN, 1];
            float[] gradients = [7, 7, 7, 7, 7, 7, 42];
            fixed (float* s = shifts, g = gradients)
            {
                NativeShift.Forward(shape, null, s, s, null, backend);
                NativeShift.Backward(shape, null, null, s, s, null, g, g + 3, backend);
            }

            Assert.Equal(c == 0 ? [7, 7, 7, 7, 7, 7, 42] : [0, 0, 0, 0, 0, 0, 42], gradients);
        }
    }
}
