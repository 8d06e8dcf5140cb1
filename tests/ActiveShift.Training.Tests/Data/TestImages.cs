namespace ActiveShift.Training.Tests.Data;

/// <summary>Images that are easy to tell apart: noise around a pattern of their class.</summary>
internal sealed class TestImages(NetworkSpec spec, int count, int seed = 0) : IImageSet
{
    private int _reads;

    public int Count => count;

    public int Reads => _reads;

    /// <summary>Called before an image is read.</summary>
    public Action<int>? OnRead { get; init; }

    public Func<int, int>? Label { get; init; }

    public Func<int, float[]>? Teacher { get; init; }

    public int GetLabel(int index) => Label?.Invoke(index) ?? index % spec.Classes;

    public ReadOnlyMemory<float> GetTeacherProbabilities(int index) => Teacher?.Invoke(index);

    public void CopyImage(int index, Span<float> chw)
    {
        Interlocked.Increment(ref _reads);
        OnRead?.Invoke(index);
        var random = new Random(seed * 1000 + index);
        var pattern = new Random(-1 - index % spec.Classes);
        for (int i = 0; i < chw.Length; i++)
            chw[i] = (float)(pattern.NextDouble() - 0.5 + 0.5 * (random.NextDouble() - 0.5));
    }
}
