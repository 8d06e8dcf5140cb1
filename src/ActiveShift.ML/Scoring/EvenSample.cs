namespace ActiveShift.ML;

/// <summary>Chooses rows that are spread evenly over all: whatever order they come in, class by class or not, they stand for the whole.</summary>
internal static class EvenSample
{
    /// <summary>The chosen rows, ascending and each once; all of them if there are no more than <paramref name="most"/>.</summary>
    public static IEnumerable<long> Of(long rows, int most)
    {
        long count = Math.Min(rows, most);
        for (long i = 0; i < count; i++)
            yield return (long)((Int128)i * rows / count);
    }
}
