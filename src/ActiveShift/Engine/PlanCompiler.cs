using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>Hands a network and its numbers to the native compiler.</summary>
internal static unsafe class PlanCompiler
{
    private delegate NativeStatus Creator<THandle>(int version, in NativeNetwork network, float* weights, long weightCount, out THandle handle);

    /// <summary>Compiles a network for scoring.</summary>
    public static EnginePlanHandle Compile(NetworkWeights weights, EngineOptions options)
    {
        float[] statistics = Statistics(weights.Spec, options);
        fixed (float* pinned = statistics)
        {
            var native = new NativeOptions { Precision = (int)options.Precision, Statistics = pinned, StatisticsCount = statistics.Length };
            return Create(weights, options.Version, (int version, in NativeNetwork network, float* values, long count, out EnginePlanHandle plan) =>
                EngineMethods.CreatePlan(version, network, values, count, native, out plan));
        }
    }

    /// <summary>Prepares a network for calibration.</summary>
    public static EngineCalibrationHandle StartCalibration(NetworkWeights weights, string? version)
    {
        CheckInt8(weights.Spec);
        return Create<EngineCalibrationHandle>(weights, version, EngineMethods.CreateCalibration);
    }

    private static THandle Create<THandle>(NetworkWeights weights, string? versionName, Creator<THandle> create)
        where THandle : SafeHandle
    {
        if (!NativeLibraryLoader.IsLoaded)
            throw new PlatformNotSupportedException($"The scoring engine can't run: {NativeLibraryLoader.Failure}.");
        var spec = weights.Spec;
        CheckShifts(weights);
        var version = FindVersion(versionName);
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

    private static EngineVersion FindVersion(string? name)
    {
        var version = name is null ? EngineVersion.Selected : EngineVersion.Table.FirstOrDefault(v => v.Name == name);
        return version is { IsSupported: true }
            ? version
            : throw new PlatformNotSupportedException(
                $"The scoring engine has no version '{name}' for this processor; it has {string.Join(", ", EngineVersion.Table.Where(v => v.IsSupported).Select(v => v.Name))}.");
    }

    private static void CheckShifts(NetworkWeights weights)
    {
        foreach (var tensor in weights.Spec.Tensors.Where(t => t.Role is TensorRole.Shift or TensorRole.FixedShift))
        {
            var values = weights[tensor.Name];
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                    throw new ArgumentException($"Tensor '{tensor.Name}' has {values[i]} at {i}; a shift must be finite.", nameof(weights));
            }
        }
    }

    private static float[] Statistics(NetworkSpec spec, EngineOptions options)
    {
        if (options.Precision == EnginePrecision.Float32)
            return [];
        if (options.Precision != EnginePrecision.Int8)
            throw new ArgumentException($"Precision is {options.Precision}; it must be Float32 or Int8.", nameof(options));
        CheckInt8(spec);
        if (options.ActivationStatistics is not { } statistics)
            throw new ArgumentException("ActivationStatistics is null; precision Int8 needs what ActivationStatistics.Measure gives.", nameof(options));
        var (largest, mean) = (ActivationStatistics.LargestCount(spec), ActivationStatistics.MeanCount(spec));
        return statistics.Largest.Length == largest && statistics.Mean.Length == mean
            ? [.. statistics.Largest, .. statistics.Mean]
            : throw new ArgumentException(
                $"ActivationStatistics has {statistics.Largest.Length} largest values and {statistics.Mean.Length} means; " +
                $"this network has {largest} and {mean}. Were they measured on another network?", nameof(options));
    }

    /// <summary>Makes sure that a network can be scored in 8 bits.</summary>
    /// <exception cref="ArgumentException">It has blocks that don't shift.</exception>
    public static void CheckInt8(NetworkSpec spec)
    {
        if (spec.Stages.SelectMany(stage => stage).FirstOrDefault(block => !block.Spatial.IsShift) is { } depthwise)
            throw new ArgumentException($"Precision Int8 needs blocks that shift; the network has {depthwise.Spatial} blocks, which are scored in Float32.", nameof(spec));
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
