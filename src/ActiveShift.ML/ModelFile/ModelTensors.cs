namespace ActiveShift.ML;

/// <summary>
/// The safetensors entry of a model file, which Python reads too: the weights and, of a model that scores in 8 bits, the statistics of
/// its activations, in the order of <see cref="ActivationStatistics.Largest"/> and <see cref="ActivationStatistics.Mean"/>.
/// </summary>
internal static class ModelTensors
{
    public const string Largest = "activations.largest";
    public const string Mean = "activations.mean";

    private const int HeaderBytes = 1 << 12;
    private const int HeaderBytesOfTensor = 256;

    public static byte[] Write(ActiveShiftResNetModel model)
    {
        var weights = model.Weights;
        List<(string, int[], ReadOnlyMemory<float>)> tensors =
            [.. weights.Spec.Tensors.Select(tensor => (tensor.Name, tensor.Shape.ToArray(), weights.Memory(tensor.Name)))];
        if (model.ActivationStatistics is { } statistics)
        {
            tensors.Add((Largest, [statistics.Largest.Length], statistics.Largest.ToArray()));
            tensors.Add((Mean, [statistics.Mean.Length], statistics.Mean.ToArray()));
        }
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata: null);
        return stream.ToArray();
    }

    /// <summary>
    /// Bytes that the entry of a network can have at most: its values, and more than any header needs that names them.
    /// </summary>
    public static int MaxLength(NetworkSpec spec, EnginePrecision precision)
    {
        var expected = Expected(spec, precision);
        long header = HeaderBytes + expected.Keys.Sum(name => (long)name.Length + HeaderBytesOfTensor);
        return (int)Math.Min(Array.MaxLength, header + ValueBytes(expected));
    }

    /// <exception cref="InvalidDataException">The entry is damaged, or does not fit the network or the precision.</exception>
    public static (NetworkWeights Weights, ActivationStatistics? Statistics) Read(
        NetworkSpec spec, EnginePrecision precision, Stream safetensors)
    {
        var expected = Expected(spec, precision);
        // The spec alone says how large the tensors must be: nothing is allocated for a file that is smaller than it claims.
        long bytes = ValueBytes(expected);
        if (safetensors.Length < bytes)
            throw new InvalidDataException($"The model's weights have {safetensors.Length} bytes; the network needs more than {bytes}.");
        var tensors = SafetensorsReader.Read(safetensors, safetensors.Length);
        foreach (var (name, shape) in expected)
        {
            if (!tensors.TryGetValue(name, out var read))
                throw new InvalidDataException($"Tensor '{name}' [{string.Join(", ", shape)}] is missing; a network scoring in {precision} has one.");
            if (!read.Shape.SequenceEqual(shape))
                throw new InvalidDataException($"Tensor '{name}' is [{string.Join(", ", read.Shape)}]; the network expects [{string.Join(", ", shape)}].");
        }
        if (tensors.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is { } unknown)
            throw new InvalidDataException($"Tensor '{unknown}' is not part of a network scoring in {precision}.");
        var weights = new NetworkWeights(spec, spec.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)tensors[t.Name].Values));
        return (weights, precision == EnginePrecision.Int8 ? ReadStatistics(spec, tensors) : null);
    }

    private static Dictionary<string, IReadOnlyList<int>> Expected(NetworkSpec spec, EnginePrecision precision)
    {
        var expected = spec.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape);
        if (precision == EnginePrecision.Int8)
        {
            expected.Add(Largest, [ActivationStatistics.LargestCount(spec)]);
            expected.Add(Mean, [ActivationStatistics.MeanCount(spec)]);
        }
        return expected;
    }

    private static long ValueBytes(Dictionary<string, IReadOnlyList<int>> tensors) =>
        tensors.Values.Sum(shape => shape.Aggregate(1L, (product, side) => product * side)) * sizeof(float);

    private static ActivationStatistics ReadStatistics(NetworkSpec spec, IReadOnlyDictionary<string, SafetensorsTensor> tensors)
    {
        try
        {
            return new ActivationStatistics(spec, tensors[Largest].Values, tensors[Mean].Values);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"The model's statistics of activations are damaged: {error.Message}", error);
        }
    }
}
