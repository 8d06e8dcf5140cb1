using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>Hands a network and its numbers to the native compiler.</summary>
internal static unsafe class PlanCompiler
{
    public static EnginePlanHandle Compile(NetworkWeights weights, EngineOptions options)
    {
        var spec = weights.Spec;
        CheckShifts(weights);
        long calibration = CountCalibrationImages(spec, options);
        var version = FindVersion(options.Version);
        NativeBlock[] blocks = [.. spec.Stages.SelectMany(stage => stage).Select(ToNative)];
        float[] values = Flatten(weights);
        fixed (NativeBlock* blocksPointer = blocks)
        fixed (float* valuesPointer = values)
        fixed (float* calibrationPointer = options.CalibrationImages.Span)
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
            var native = new NativeOptions
            {
                Precision = (int)options.Precision,
                CalibrationImages = calibrationPointer,
                CalibrationCount = calibration,
            };
            var status = EngineMethods.CreatePlan(version.Index, network, valuesPointer, values.LongLength, native, out var plan);
            if (status == NativeStatus.Ok)
                return plan;
            plan.Dispose();
            throw status == NativeStatus.OutOfMemory
                ? new InsufficientMemoryException($"There is no memory to compile a network of {spec.ParameterCount} parameters.")
                : new InvalidOperationException($"Compiling the network failed with status {status}.");
        }
    }

    private static EngineVersion FindVersion(string? name)
    {
        var version = name is null ? EngineVersion.Selected! : EngineVersion.Table.FirstOrDefault(v => v.Name == name);
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

    private static long CountCalibrationImages(NetworkSpec spec, EngineOptions options)
    {
        if (options.Precision == EnginePrecision.Float32)
            return 0;
        if (options.Precision != EnginePrecision.Int8)
            throw new ArgumentException($"Precision is {options.Precision}; it must be Float32 or Int8.", nameof(options));
        if (spec.Stages.SelectMany(stage => stage).FirstOrDefault(block => !block.Spatial.IsShift) is { } depthwise)
        {
            throw new ArgumentException(
                $"Precision Int8 needs blocks that shift; the network has {depthwise.Spatial} blocks, which are scored in Float32.", nameof(options));
        }
        long size = (long)spec.Channels * spec.Height * spec.Width;
        int length = options.CalibrationImages.Length;
        return length > 0 && length % size == 0
            ? length / size
            : throw new ArgumentException(
                $"CalibrationImages has {length} values; precision Int8 needs one or more images of {spec.Channels}×{spec.Height}×{spec.Width}, which are {size} each.",
                nameof(options));
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
        Spatial = block.Spatial switch
        {
            SpatialLayer.Depthwise => 1,
            SpatialLayer.DepthwiseBatchNorm => 2,
            _ => 0,
        },
    };
}
