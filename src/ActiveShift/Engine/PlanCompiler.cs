using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>Hands a network and its numbers to the native compiler.</summary>
internal static unsafe class PlanCompiler
{
    private delegate NativeStatus Creator<THandle>(int version, in NativeNetwork network, float* weights, long weightCount, out THandle handle);

    /// <summary>Compiles a network for scoring; in 8 bits where there are statistics.</summary>
    public static EnginePlanHandle Compile(
        NetworkWeights weights, ActivationStatistics? statistics, EngineVersion version)
    {
        float[] values = statistics is null ? [] : [.. statistics.Largest, .. statistics.Mean];
        fixed (float* pinned = values)
        {
            var options = new NativeOptions
            {
                Precision = (int)(statistics is null ? EnginePrecision.Float32 : EnginePrecision.Int8),
                Statistics = pinned,
                StatisticsCount = values.Length,
            };
            return Create(
                weights, version,
                (int index, in NativeNetwork network, float* tensors, long count, out EnginePlanHandle plan) =>
                    EngineMethods.CreatePlan(index, network, tensors, count, options, out plan));
        }
    }

    /// <summary>Prepares a network for calibration.</summary>
    public static EngineCalibrationHandle StartCalibration(NetworkWeights weights, EngineVersion version) =>
        Create<EngineCalibrationHandle>(weights, version, EngineMethods.CreateCalibration);

    private static THandle Create<THandle>(NetworkWeights weights, EngineVersion version, Creator<THandle> create)
        where THandle : SafeHandle
    {
        var spec = weights.Spec;
        NativeBlock[] blocks = [.. spec.Stages.SelectMany(stage => stage).Select(ToNative)];
        float[] values = Flatten(weights);
        fixed (NativeBlock* blocksPointer = blocks)
        fixed (float* valuesPointer = values)
        {
            var network = new NativeNetwork
            {
                Channels = spec.Channels,
                Height = spec.Height,
                Width = spec.Width,
                StemWidth = spec.Stem.Width,
                StemStride = spec.Stem.Stride,
                Classes = spec.Classes,
                BlockCount = blocks.Length,
                Blocks = blocksPointer,
            };
            var status = create(version.Index, network, valuesPointer, values.LongLength, out var handle);
            if (status == NativeStatus.Ok)
                return handle;
            handle.Dispose();
            throw EngineStatus.Failure(status, $"compile a network of {spec.ParameterCount} parameters");
        }
    }

    private static float[] Flatten(NetworkWeights weights)
    {
        float[] values = new float[weights.Spec.Tensors.Sum(t => t.Count)];
        int at = 0;
        foreach (var tensor in weights.Spec.Tensors)
        {
            weights[tensor.Name].CopyTo(values.AsSpan(at));
            at += (int)tensor.Count;
        }
        return values;
    }

    private static NativeBlock ToNative(BlockSpec block) => new()
    {
        InputWidth = block.InputWidth,
        MiddleWidth = block.MiddleWidth,
        OutputWidth = block.OutputWidth,
        Stride = block.Stride,
        Spatial = ToNative(block.Spatial),
    };

    /// <summary><c>as_engine_spatial</c> of activeshift_engine.h.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The engine has no such layer.</exception>
    internal static int ToNative(SpatialLayer layer) => layer switch
    {
        SpatialLayer.Depthwise => 1,
        SpatialLayer.DepthwiseBatchNorm => 2,
        { IsShift: true } => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "The scoring engine has no layer of this kind."),
    };
}
