namespace ActiveShift.Training;

/// <summary>A run at one moment: all that is needed to go on from there.</summary>
/// <param name="Fingerprint">What the run is of; see <see cref="CheckpointFingerprint"/>.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Tensors">Its numbers, by name.</param>
internal sealed record Checkpoint(string Fingerprint, TrainingProgress Progress, IReadOnlyList<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> Tensors)
{
    public const string Weights = "weights.";
    public const string Average = "average.";
    public const string Momentum = "momentum.";
    public const string SecondMoment = "square.";
    public const string Best = "best.";

    /// <summary>The tensors of one kind, by their name in the network.</summary>
    /// <param name="kind">One of the prefixes above.</param>
    public Dictionary<string, ReadOnlyMemory<float>> Of(string kind) =>
        Tensors.Where(t => t.Name.StartsWith(kind, StringComparison.Ordinal)).ToDictionary(t => t.Name[kind.Length..], t => t.Values);

    /// <summary>The tensors of one kind as the weights of a network; null where there are none.</summary>
    /// <exception cref="InvalidDataException">They are not those of the network.</exception>
    public NetworkWeights? WeightsOf(string kind, NetworkSpec spec)
    {
        var tensors = Of(kind);
        try
        {
            return tensors.Count == 0 ? null : new NetworkWeights(spec, tensors);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"The tensors '{kind}*' are not those of the network. {error.Message}", error);
        }
    }

    /// <summary>The other way round: weights as tensors of one kind.</summary>
    public static IEnumerable<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> Tensorize(string kind, NetworkWeights weights) =>
        weights.Spec.Tensors.Select(t => (kind + t.Name, t.Shape.ToArray(), weights.Memory(t.Name)));
}
