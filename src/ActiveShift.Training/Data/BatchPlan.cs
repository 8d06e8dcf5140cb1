namespace ActiveShift.Training;

/// <summary>
/// How the images of an epoch are cut into batches: evenly, so that the last one is not a small rest whose few images would
/// upset the batch normalisation. Sizes differ by 1 at most, and every image is used.
/// </summary>
internal readonly record struct BatchPlan(int Images, int BatchSize)
{
    public int Batches => (int)(((long)Images + BatchSize - 1) / BatchSize);

    public int Largest => (int)(((long)Images + Batches - 1) / Batches);

    public Range this[int batch] => Start(batch)..Start(batch + 1);

    private int Start(int batch) => (int)((long)Images * batch / Batches);
}
