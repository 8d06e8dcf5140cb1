namespace ActiveShift;

/// <summary>Reads a network's weights from a safetensors file that may hold more than them.</summary>
internal static class WeightsFile
{
    /// <exception cref="InvalidDataException">It is damaged, or does not hold the network.</exception>
    public static NetworkWeights Read(Stream stream, NetworkSpec spec, string what)
    {
        try
        {
            var tensors = SafetensorsReader.Read(stream, stream.Length);
            return new NetworkWeights(spec, spec.Tensors.ToDictionary(tensor => tensor.Name, tensor => Find(tensors, tensor)));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{what}: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<float> Find(IReadOnlyDictionary<string, SafetensorsTensor> tensors, TensorSpec wanted)
    {
        if (!tensors.TryGetValue(wanted.Name, out var found))
            throw new InvalidDataException($"tensor '{wanted.Name}' [{string.Join(", ", wanted.Shape)}] is missing.");
        return found.Shape.SequenceEqual(wanted.Shape)
            ? found.Values
            : throw new InvalidDataException(
                $"tensor '{wanted.Name}' is [{string.Join(", ", found.Shape)}]; the network expects [{string.Join(", ", wanted.Shape)}].");
    }
}
