using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Copies <see cref="NetworkWeights"/> into a torch network and out of it, by name.</summary>
internal static class WeightTransfer
{
    /// <exception cref="ArgumentException">A tensor is missing in the weights or has another size.</exception>
    public static void Load(AsResNet network, NetworkWeights weights) => Load(network, weights, network.Spec.Tensors);

    /// <summary>Copies all but the classifier where the network has another number of classes, which then keeps what it has.</summary>
    /// <exception cref="ArgumentException">A tensor is missing in the weights or has another size.</exception>
    public static void LoadWithNewClassifier(AsResNet network, NetworkWeights weights) =>
        Load(network, weights, AllButNewClassifier(network.Spec, weights.Spec));

    /// <summary>Makes sure that weights can be loaded with a new classifier.</summary>
    /// <exception cref="ArgumentException">A tensor is missing in the weights or has another size.</exception>
    public static void CheckWithNewClassifier(NetworkSpec spec, NetworkSpec weights) => Check(AllButNewClassifier(spec, weights), weights);

    private static IEnumerable<TensorSpec> AllButNewClassifier(NetworkSpec spec, NetworkSpec weights) =>
        spec.Tensors.Where(t => spec.Classes == weights.Classes || !NetworkTensors.IsClassifier(t.Name));

    private static void Load(AsResNet network, NetworkWeights weights, IEnumerable<TensorSpec> wanted)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Check(wanted, weights.Spec);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = Tensors(network);
        foreach (var expected in wanted)
        {
            using var values = empty([.. expected.Shape.Select(size => (long)size)], ScalarType.Float32);
            weights[expected.Name].CopyTo(TensorMemory.Span(values));
            tensors[expected.Name].copy_(values);
        }
    }

    private static void Check(IEnumerable<TensorSpec> wanted, NetworkSpec weights)
    {
        var source = weights.Tensors.ToDictionary(t => t.Name);
        foreach (var expected in wanted)
        {
            if (!source.TryGetValue(expected.Name, out var given) || !given.Shape.SequenceEqual(expected.Shape))
            {
                string seen = given is null ? "has none of that name" : $"has {Format(given)}";
                throw new ArgumentException($"The network expects tensor '{expected.Name}' {Format(expected)}; the weights' network {seen}.", nameof(weights));
            }
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
