using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Initial values, all from a given generator. torch.nn's own modules are not used because their constructors draw from
/// torch's global generator.
/// </summary>
internal static class Initialization
{
    public static Parameter Uniform(long[] shape, double from, double to, Generator generator) =>
        Own(empty(shape, ScalarType.Float32).uniform_(from, to, generator));

    /// <summary>MSRA: normal with variance 2 / fan-in (He et al., ICCV 2015).</summary>
    public static Parameter He(long[] shape, Generator generator) =>
        Own(empty(shape, ScalarType.Float32).normal_(0, Math.Sqrt(2.0 / (shape[1] * shape[2] * shape[3])), generator));

    /// <summary>Xavier: uniform with variance 2 / (fan-in + fan-out) (Glorot &amp; Bengio, AISTATS 2010).</summary>
    public static Parameter Xavier(int outputs, int inputs, Generator generator)
    {
        double limit = Math.Sqrt(6.0 / (inputs + outputs));
        return Uniform([outputs, inputs], -limit, limit, generator);
    }

    public static Parameter Constant(long size, float value) => Own(full([size], value, ScalarType.Float32));

    public static Tensor Statistic(long size, float value) => full([size], value, ScalarType.Float32).DetachFromDisposeScope();

    /// <summary>A parameter belongs to its module, whatever scope it is made in.</summary>
    private static Parameter Own(Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
