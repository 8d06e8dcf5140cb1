namespace ActiveShift;

/// <summary>Tells whether numbers are the probabilities of classes.</summary>
internal static class Probabilities
{
    /// <summary>
    /// How far from 1 their sum may be: they may come from another program, which may have rounded them.
    /// </summary>
    private const double Tolerance = 1e-3;

    /// <summary>Why they are not, as the end of a sentence about them; null where they are.</summary>
    public static string? Fault(ReadOnlySpan<float> numbers)
    {
        double sum = 0;
        foreach (float number in numbers)
        {
            if (!(number >= 0))
                return FormattableString.Invariant($"of which one is {number}; expected numbers from 0 to 1");
            sum += number;
        }
        return Math.Abs(sum - 1) <= Tolerance ? null : FormattableString.Invariant($"that sum to {sum:G6}; expected 1");
    }
}
