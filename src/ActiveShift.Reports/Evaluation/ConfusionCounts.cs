namespace ActiveShift.ML;

/// <summary>How often each class was taken for each; sparse, as with a thousand classes most pairs never occur.</summary>
/// <param name="classNames">The classes' names.</param>
internal sealed class ConfusionCounts(IReadOnlyList<string> classNames)
{
    private readonly Dictionary<(int True, int Predicted), long> _counts = [];
    private readonly long[] _ofTrue = new long[classNames.Count];
    private readonly long[] _ofPredicted = new long[classNames.Count];

    public IReadOnlyList<string> ClassNames { get; } = classNames;

    public int Classes => ClassNames.Count;

    public long this[int trueClass, int predicted] => _counts.GetValueOrDefault((trueClass, predicted));

    /// <summary>The pairs that occur.</summary>
    public IEnumerable<ConfusedPair> Pairs => _counts.Select(pair => new ConfusedPair(pair.Key.True, pair.Key.Predicted, pair.Value));

    public void Add(int trueClass, int predicted)
    {
        _counts[(trueClass, predicted)] = this[trueClass, predicted] + 1;
        _ofTrue[trueClass]++;
        _ofPredicted[predicted]++;
    }

    /// <summary>Images of a class.</summary>
    public long OfTrue(int trueClass) => _ofTrue[trueClass];

    /// <summary>Images that were taken for a class.</summary>
    public long OfPredicted(int predicted) => _ofPredicted[predicted];

    /// <summary>The pairs of two classes that were mixed up most often, most frequent first; of equal ones those of lower classes.</summary>
    public IReadOnlyList<ConfusedPair> MostConfused(int count) =>
    [
        .. Pairs.Where(pair => pair.True != pair.Predicted)
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.True).ThenBy(pair => pair.Predicted)
            .Take(count),
    ];
}

/// <summary>A class that was taken for one, and how often.</summary>
internal readonly record struct ConfusedPair(int True, int Predicted, long Count);
