namespace ActiveShift.ML;

/// <summary>
/// The lengths of trials: an eighth of the base's epochs, a quarter, half, all, twice as many. Rounded up, and each
/// once, so that of
/// three epochs 1, 2, 3 and 6 are left.
/// </summary>
internal sealed class TuningRungs
{
    /// <summary>The most candidates that a search begins with.</summary>
    public const int MaxCandidates = 64;

    /// <summary>Of fewer candidates than these a whole training is not set aside for the last comparison.</summary>
    private const int FewestWithFullComparison = 4;

    private static readonly double[] _shares = [1.0 / 8, 1.0 / 4, 1.0 / 2, 1, 2];
    private readonly int[] _epochs;

    /// <param name="fullEpochs">Epochs of the base.</param>
    public TuningRungs(int fullEpochs)
    {
        FullEpochs = fullEpochs;
        _epochs = [.. _shares.Select(share => (int)Math.Ceiling(share * fullEpochs)).Distinct()];
        Full = Array.IndexOf(_epochs, fullEpochs);
    }

    public int Count => _epochs.Length;

    public int FullEpochs { get; }

    /// <summary>The rung of the base's epochs.</summary>
    public int Full { get; }

    /// <summary>Epochs of a rung, from 0.</summary>
    public int this[int rung] => _epochs[rung];

    /// <summary>The rung with that number of epochs; -1 if there is none.</summary>
    public int IndexOf(int epochs) => Array.IndexOf(_epochs, epochs);

    /// <summary>
    /// How many candidates to begin with, so that one of them is found within so many epochs of training; where four or
    /// more then are
    /// possible, with time left for it and the base at full length. 1 where two can't be compared.
    /// </summary>
    public int CandidatesWithin(double epochs)
    {
        int withFull = Most(epochs - (2.0 * FullEpochs));
        return withFull >= FewestWithFullComparison ? withFull : Most(epochs);
    }

    private int Most(double epochs)
    {
        int most = 1;
        while (most < MaxCandidates && EpochsToDecide(most + 1) <= epochs)
            most++;
        return most;
    }

    /// <summary>Epochs of all trials until one candidate is left.</summary>
    private long EpochsToDecide(int candidates)
    {
        long sum = 0;
        for (int rung = 0; rung < Count && candidates > 1; rung++, candidates /= 2)
            sum += (long)candidates * _epochs[rung];
        return sum;
    }
}
