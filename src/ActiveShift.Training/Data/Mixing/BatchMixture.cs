namespace ActiveShift.Training;

/// <summary>How the images of one batch are mixed.</summary>
/// <param name="Order">The images' places in the batch: the first two make a pair, the next two another; a last one
/// alone stays as it is.</param>
/// <param name="Share">What is left of an image in its own place, 0 to 1; the rest comes from the other of its
/// pair.</param>
/// <param name="Cut">The part of an image that the two exchange (CutMix), or null where all of it is a weighted sum
/// (mixup).</param>
internal sealed record BatchMixture(int[] Order, double Share, ImageRegion? Cut)
{
    public int Pairs => Order.Length / 2;

    /// <summary>The places of a pair.</summary>
    public (int A, int B) Pair(int number) => (Order[2 * number], Order[2 * number + 1]);

    /// <summary>Mixes the two images of a pair, each into the other.</summary>
    public void Mix(Span<float> a, Span<float> b, ImageSize size)
    {
        if (Cut is not { } cut)
        {
            Add(a, b);
            return;
        }
        for (int row = 0; row < size.Channels * cut.Height; row++)
        {
            int y = row / cut.Height * size.Height + cut.Top + row % cut.Height;
            int start = y * size.Width + cut.Left;
            Exchange(a.Slice(start, cut.Width), b.Slice(start, cut.Width));
        }
    }

    private void Add(Span<float> a, Span<float> b)
    {
        float share = (float)Share;
        for (int i = 0; i < a.Length; i++)
            (a[i], b[i]) = (share * a[i] + (1 - share) * b[i], share * b[i] + (1 - share) * a[i]);
    }

    private static void Exchange(Span<float> a, Span<float> b)
    {
        for (int i = 0; i < a.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }
}
