namespace ActiveShift.ML;

/// <summary>Takes a share of the images of every class away from a training set.</summary>
internal static class StratifiedSplit
{
    /// <summary>Splits the indices of a set.</summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="fraction">The share to take of each class, rounded to the nearest number of images; one image of a class always stays.</param>
    /// <param name="seed">What decides which.</param>
    /// <returns>Both parts in their former order.</returns>
    public static (int[] Left, int[] Taken) Of(IReadOnlyList<int> labels, double fraction, int seed)
    {
        var taken = new bool[labels.Count];
        foreach (var images in Enumerable.Range(0, labels.Count).GroupBy(i => labels[i]).OrderBy(group => group.Key))
        {
            int[] order = [.. images];
            // Each class has its own numbers, so that more images of one don't change the others'.
            new Random(HashOf(seed, images.Key)).Shuffle(order);
            int count = Math.Min((int)Math.Round(order.Length * fraction), order.Length - 1);
            foreach (int i in order[..count])
                taken[i] = true;
        }
        return ([.. Indices(false)], [.. Indices(true)]);

        IEnumerable<int> Indices(bool wanted) => Enumerable.Range(0, labels.Count).Where(i => taken[i] == wanted);
    }

    /// <summary>Not <c>HashCode</c>, which differs from process to process.</summary>
    private static int HashOf(int seed, int label) => unchecked((seed * 16777619) ^ (label * 374761393));
}
