namespace ActiveShift;

/// <summary>The numbers of one network: every tensor that its <see cref="NetworkSpec"/> names, and nothing else.</summary>
/// <remarks>Values are copied in and never change afterwards, so one instance may be shared by any number of threads.</remarks>
public sealed class NetworkWeights
{
    private readonly Dictionary<string, float[]> _values;

    /// <summary>Takes a copy of the tensors of a network.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="tensors">Its tensors by name, row-major.</param>
    /// <exception cref="ArgumentException">A tensor is missing, has another size, or is not part of the network.</exception>
    public NetworkWeights(NetworkSpec spec, IReadOnlyDictionary<string, ReadOnlyMemory<float>> tensors)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(tensors);
        Spec = spec;
        _values = new Dictionary<string, float[]>(spec.Tensors.Count);
        foreach (var tensor in spec.Tensors)
        {
            if (!tensors.TryGetValue(tensor.Name, out var values))
                throw new ArgumentException($"Tensor '{tensor.Name}' {Format(tensor.Shape)} is missing.", nameof(tensors));
            if (values.Length != tensor.Count)
            {
                throw new ArgumentException(
                    $"Tensor '{tensor.Name}' has {values.Length} values; the network expects {Format(tensor.Shape)}, which is {tensor.Count}.",
                    nameof(tensors));
            }
            _values.Add(tensor.Name, values.ToArray());
        }
        if (tensors.Keys.FirstOrDefault(name => !_values.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"Tensor '{unknown}' is not part of the network.", nameof(tensors));
    }

    /// <summary>The network that these are the weights of.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>The values of a tensor, row-major.</summary>
    /// <param name="name">A name from <see cref="NetworkSpec.Tensors"/>.</param>
    /// <exception cref="KeyNotFoundException">The network has no tensor of that name.</exception>
    public ReadOnlySpan<float> this[string name] => Memory(name).Span;

    /// <summary>As the indexer, for callers that must keep the values across an await or an iterator.</summary>
    internal ReadOnlyMemory<float> Memory(string name) =>
        _values.TryGetValue(name, out float[]? values) ? values : throw new KeyNotFoundException($"The network has no tensor '{name}'.");

    private static string Format(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";
}
