namespace ActiveShift.Engine;

/// <summary>What a network and its options must be for the engine to compile it.</summary>
internal static class CompilerChecks
{
    /// <summary>Makes sure that all shifts are finite.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static void Shifts(NetworkWeights weights)
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

    /// <summary>The statistics that the precision needs; null where it needs none.</summary>
    /// <exception cref="ArgumentException">
    /// They are missing, or of another network, or the network can't be had in 8 bits.
    /// </exception>
    public static ActivationStatistics? Statistics(NetworkSpec spec, EngineOptions options)
    {
        if (options.Precision == EnginePrecision.Float32)
            return null;
        if (options.Precision != EnginePrecision.Int8)
            throw new ArgumentException($"Precision is {options.Precision}; it must be Float32 or Int8.", nameof(options));
        Int8(spec);
        if (options.ActivationStatistics is not { } statistics)
            throw new ArgumentException("ActivationStatistics is null; precision Int8 needs what ActivationStatistics.Measure gives.", nameof(options));
        var (largest, mean) = (ActivationStatistics.LargestCount(spec), ActivationStatistics.MeanCount(spec));
        return statistics.Largest.Length == largest && statistics.Mean.Length == mean
            ? statistics
            : throw new ArgumentException(
                $"ActivationStatistics has {statistics.Largest.Length} largest values and {statistics.Mean.Length} means; " +
                $"this network has {largest} and {mean}. Were they measured on another network?", nameof(options));
    }

    /// <summary>Makes sure that a network can be scored in 8 bits.</summary>
    /// <exception cref="ArgumentException">It has blocks that don't shift.</exception>
    public static void Int8(NetworkSpec spec)
    {
        if (spec.Stages.SelectMany(stage => stage).FirstOrDefault(block => !block.Spatial.IsShift) is { } depthwise)
        {
            throw new ArgumentException(
                $"Precision Int8 needs blocks that shift; the network has {depthwise.Spatial} blocks, " +
                "which are scored in Float32.",
                nameof(spec));
        }
    }
}
