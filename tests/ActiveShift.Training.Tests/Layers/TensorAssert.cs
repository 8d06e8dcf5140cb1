using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

internal static class TensorAssert
{
    public static void Equal(double[] expected, Tensor actual, double tolerance)
    {
        double[] values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}] is {values[i]}; expected {expected[i]}.");
    }

    public static double[] Values(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64).contiguous().view(-1).data<double>().ToArray();
}
