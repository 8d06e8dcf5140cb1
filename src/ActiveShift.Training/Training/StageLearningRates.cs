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
    /// <param name="options">Have a factor a stage, or say how they follow from each other.</param>
    /// <exception cref="ArgumentException">There are more or fewer factors than stages.</exception>
    public StageLearningRates(NetworkSpec spec, TrainingOptions options)
    {
        _spec = spec;
        double decay = options.StageLearningRateDecay;
        _factors = options.StageLearningRateFactors ?? (decay == 1 ? null : Decaying(spec.Stages.Count, decay));
        if (_factors is not null && _factors.Count != spec.Stages.Count)
        {
            throw new ArgumentException(
                $"StageLearningRateFactors has {_factors.Count} factors; the network has {spec.Stages.Count} stages.",
                nameof(options));
        }
    }

    public double Of(TensorSpec tensor) => _factors is null || NetworkTensors.IsClassifier(tensor.Name) ? 1 : _factors[StageOf(tensor.Name)];

    /// <summary>Whether the classifier alone is trained.</summary>
    public bool IsAllFrozen => _factors is not null && _factors.All(factor => factor == 0);

    public bool IsFrozen(int stage) => _factors is not null && _factors[stage] == 0;

    private static double[] Decaying(int stages, double decay) =>
        [.. Enumerable.Range(1, stages).Select(stage => Math.Pow(decay, stages - stage))];

    private int StageOf(string name) => name switch
    {
        NetworkTensors.Stem => 0,
        _ when name.StartsWith(NetworkTensors.FinalBatchNorm + ".", StringComparison.Ordinal) => _spec.Stages.Count - 1,
        _ => int.Parse(name.Split('.')[1], CultureInfo.InvariantCulture),
    };
}
