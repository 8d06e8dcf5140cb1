namespace ActiveShift.ML;

/// <summary>The mistakes with the highest probability on a wrong class; of equal ones the earlier.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class WorstMistakes(int capacity)
{
    // The least bad one comes first, to be thrown out.
    private readonly PriorityQueue<Mistake, (float Probability, long Row)> _kept = new(Comparer<(float Probability, long Row)>.Create(
        (a, b) => a.Probability != b.Probability ? a.Probability.CompareTo(b.Probability) : b.Row.CompareTo(a.Row)));

    /// <summary>Whether a mistake of this probability, in a later row than all so far, is bad enough to be kept.</summary>
    public bool Wants(float probability) =>
        _kept.Count < capacity || (_kept.TryPeek(out _, out var least) && probability > least.Probability);

    public void Add(Mistake mistake)
    {
        _kept.Enqueue(mistake, (mistake.Probability, mistake.Row));
        if (_kept.Count > capacity)
            _kept.Dequeue();
    }

    /// <summary>Those that were kept, the worst first.</summary>
    public IReadOnlyList<Mistake> ToList() =>
        [.. _kept.UnorderedItems.Select(item => item.Element).OrderByDescending(mistake => mistake.Probability).ThenBy(mistake => mistake.Row)];
}
