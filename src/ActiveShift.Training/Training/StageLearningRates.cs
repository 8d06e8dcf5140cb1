using System.Globalization;

namespace ActiveShift.Training;

/// <summary>
/// The learning-rate factor of every tensor. The stem counts with the first stage, the final BN with the last, and the classifier's
/// factor is always 1.
/// </summary>
internal sealed class StageLearningRates
{
    private readonly NetworkSpec _spec;
    private readonly IReadOnlyList<double>? _factors;

    /// <param name="spec">The network.</param>
    /// <param name="factors">One a stage, or null where all are 1.</param>
    /// <exception cref="ArgumentException">There are more or fewer factors than stages.</exception>
    public StageLearningRates(NetworkSpec spec, IReadOnlyList<double>? factors)
    {
        if (factors is not null && factors.Count != spec.Stages.Count)
        {
            throw new ArgumentException(
                $"StageLearningRateFactors has {factors.Count} factors; the network has {spec.Stages.Count} stages.", nameof(factors));
        }
        _spec = spec;
        _factors = factors;
    }

    public double Of(TensorSpec tensor) => _factors is null || NetworkTensors.IsClassifier(tensor.Name) ? 1 : _factors[StageOf(tensor.Name)];

    /// <summary>Whether the classifier alone is trained.</summary>
    public bool IsAllFrozen => _factors is not null && _factors.All(factor => factor == 0);

    public bool IsFrozen(int stage) => _factors is not null && _factors[stage] == 0;

    private int StageOf(string name) => name switch
    {
        NetworkTensors.Stem => 0,
        _ when name.StartsWith(NetworkTensors.FinalBatchNorm + ".", StringComparison.Ordinal) => _spec.Stages.Count - 1,
        _ => int.Parse(name.Split('.')[1], CultureInfo.InvariantCulture),
    };
}
