using System.Numerics;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public unsafe class NativePointwiseTests
{
    public static TheoryData<long, long, long, long, int> BadShapes => new()
    {
        { -1, 1, 1, 1, 1 }, { 1, -1, 1, 1, 1 }, { 1, 1, -1, 1, 1 }, { 1, 1, 1, -1, 1 }, { 1, 1, 1, 1, 0 }, { 1L << 31, 1, 1L << 30, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_double(string backend) => EqualsTheDefinition<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_float(string backend) => EqualsTheDefinition<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Each_gradient_alone_is_the_same_bit_for_bit(string backend)
    {
        foreach (PointwiseCase data in PointwiseCase.Adversarial())
        {
            int number = SupportedBackends.Number(backend);
            (double[] gradX, double[] gradWeight) = data.RunBackward<float>(number);
            Assert.Equal(gradX, data.RunBackward<float>(number, wantWeight: false).GradX);
            Assert.Equal(gradWeight, data.RunBackward<float>(number, wantX: false).GradWeight);
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Results_are_the_same_bits_for_any_number_of_threads(string backend)
    {
        int number = SupportedBackends.Number(backend);
        // Several tasks, and several shares of the gradient to the weights.
        foreach (PointwiseCase data in new[] { new PointwiseCase(40, 33, 20, 100), new PointwiseCase(5, 30, 61, 1000) })
        {
            double[] y = data.RunForward<float>(number, withAdded: true);
            (double[] gradX, double[] gradWeight) = data.RunBackward<float>(number);
            foreach (int threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(y, data.RunForward<float>(number, withAdded: true, threads));
                (double[] x, double[] weight) = data.RunBackward<float>(number, threads);
                Assert.Equal(gradX, x);
                Assert.Equal(gradWeight, weight);
            }
        }
    }

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Bad_shapes_are_refused_with_the_values_seen(long n, long inputs, long outputs, long p, int threads)
    {
        PointwiseShape shape = new(n, inputs, outputs, p, threads);
        float* f = stackalloc float[4];
        double* d = stackalloc double[4];
        string message = Assert.Throws<ArgumentException>(() => NativePointwise.Forward(shape, f, f, f, f)).Message;
        Assert.Contains($"N = {n}, inputs = {inputs}, outputs = {outputs}, P = {p}, threads = {threads}", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NativePointwise.Forward(shape, d, d, d, d));
        Assert.Throws<ArgumentException>(() => NativePointwise.Backward(shape, f, f, f, f, f));
        Assert.Throws<ArgumentException>(() => NativePointwise.Backward(shape, d, d, d, d, d));
    }

    [Fact]
    public void Null_pointers_and_unknown_backends_are_refused()
    {
        PointwiseShape shape = new(1, 2, 1, 2, 1);
        float* p = stackalloc float[4];
        Assert.Throws<ArgumentException>(() => NativePointwise.Forward(shape, null, p, null, p));
        Assert.Throws<ArgumentException>(() => NativePointwise.Forward(shape, p, null, null, p));
        Assert.Throws<ArgumentException>(() => NativePointwise.Forward(shape, p, p, null, null));
        Assert.Throws<ArgumentException>(() => NativePointwise.Backward(shape, null, p, p, p, p));
        Assert.Throws<ArgumentException>(() => NativePointwise.Backward(shape, p, null, p, p, p));
        Assert.Throws<ArgumentException>(() => NativePointwise.Backward(shape, p, p, null, p, p));
        Assert.Throws<NotSupportedException>(() => NativePointwise.Forward(shape, p, p, null, p, 100));
        Assert.Throws<NotSupportedException>(() => NativePointwise.Backward(shape, p, p, p, p, p, 100));
    }

    [Fact]
    public void Without_images_or_pixels_only_the_gradient_of_the_weights_is_written_which_is_0()
    {
        foreach (int backend in Enumerable.Range(0, NativeBackends.Table.Count).Where(k => NativeBackends.Table[k].IsSupported))
        {
            foreach (PointwiseShape shape in new PointwiseShape[] { new(0, 2, 3, 4, 2), new(4, 2, 3, 0, 2) })
            {
                float[] gradWeight = [7, 7, 7, 7, 7, 7, 42];
                fixed (float* g = gradWeight)
                {
                    NativePointwise.Forward(shape, null, null, null, (float*)null, backend);
                    NativePointwise.Backward(shape, null, null, null, null, g, backend);
                }

                Assert.Equal([0, 0, 0, 0, 0, 0, 42], gradWeight);
            }
        }
    }

    [Fact]
    public void Without_inputs_the_result_is_what_is_added()
    {
        foreach (int backend in Enumerable.Range(0, NativeBackends.Table.Count).Where(k => NativeBackends.Table[k].IsSupported))
        {
            float[] added = [1, 2, 3, 4, 5, 6], y = new float[6];
            fixed (float* a = added, p = y)
            {
                NativePointwise.Forward(new(2, 0, 3, 1, 1), null, null, a, p, backend);
            }

            Assert.Equal(added, y);
        }
    }

    private static void EqualsTheDefinition<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        int number = SupportedBackends.Number(backend);
        double tolerance = Tolerance.Of<T>() / 10;
        foreach (PointwiseCase data in PointwiseCase.Adversarial())
        {
            ShiftOracle.Sum[] y = data.Forward(withAdded: false), plus = data.Forward(withAdded: true), gradX = data.GradX(), gradWeight = data.GradWeight();
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                Tolerance.AssertClose(y, data.RunForward<T>(number, false, 1, placement), tolerance, $"{backend} {data} {placement} y");
                Tolerance.AssertClose(plus, data.RunForward<T>(number, true, 1, placement), tolerance, $"{backend} {data} {placement} y plus");
                (double[] actualX, double[] actualWeight) = data.RunBackward<T>(number, 1, placement);
                Tolerance.AssertClose(gradX, actualX, tolerance, $"{backend} {data} {placement} x");
                Tolerance.AssertClose(gradWeight, actualWeight, tolerance, $"{backend} {data} {placement} weight");
            }
        }
    }
}
