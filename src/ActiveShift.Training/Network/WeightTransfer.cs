using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Copies <see cref="NetworkWeights"/> into a torch network and out of it, by name.</summary>
internal static class WeightTransfer
{
    public static void Load(AsResNet network, NetworkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var source = weights.Spec.Tensors.ToDictionary(t => t.Name);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = Tensors(network);
        foreach (var expected in network.Spec.Tensors)
        {
            if (!source.TryGetValue(expected.Name, out var given) || !given.Shape.SequenceEqual(expected.Shape))
            {
                string seen = given is null ? "has none of that name" : $"has {Format(given)}";
                throw new ArgumentException($"The network expects tensor '{expected.Name}' {Format(expected)}; the weights' network {seen}.", nameof(weights));
            }
        }
        foreach (var expected in network.Spec.Tensors)
        {
            using var values = empty([.. expected.Shape.Select(size => (long)size)], ScalarType.Float32);
            weights[expected.Name].CopyTo(TensorMemory.Span(values));
            tensors[expected.Name].copy_(values);
        }
    }

    public static NetworkWeights Export(AsResNet network)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var values = new Dictionary<string, ReadOnlyMemory<float>>();
        foreach (var (name, tensor) in Tensors(network))
            values.Add(name, TensorMemory.Span(tensor.cpu().to_type(ScalarType.Float32).contiguous()).ToArray());
        return new NetworkWeights(network.Spec, values);
    }

    public static Dictionary<string, Tensor> Tensors(AsResNet network)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, parameter) in network.named_parameters())
            tensors.Add(name, parameter);
        foreach (var (name, buffer) in network.named_buffers())
            tensors.Add(name, buffer);
        return tensors;
    }

    private static string Format(TensorSpec tensor) => $"[{string.Join(", ", tensor.Shape)}]";
}
