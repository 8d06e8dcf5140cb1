namespace ActiveShift.Bench.Precision;

/// <summary>Right answers of one version of the engine in both precisions.</summary>
internal sealed class PrecisionTally
{
    private const int Best = 5;

    public int Images { get; private set; }

    public int Float32Top1 { get; private set; }

    public int Float32Top5 { get; private set; }

    public int Int8Top1 { get; private set; }

    public int Int8Top5 { get; private set; }

    /// <summary>Images whose most probable class is the same in both.</summary>
    public int Agreeing { get; private set; }

    public void Add(int label, ReadOnlySpan<float> float32, ReadOnlySpan<float> int8)
    {
        Images++;
        int exact = Rank(float32, label), rounded = Rank(int8, label);
        Float32Top1 += exact == 0 ? 1 : 0;
        Float32Top5 += exact < Best ? 1 : 0;
        Int8Top1 += rounded == 0 ? 1 : 0;
        Int8Top5 += rounded < Best ? 1 : 0;
        Agreeing += float32.IndexOf(Max(float32)) == int8.IndexOf(Max(int8)) ? 1 : 0;
    }

    /// <summary>How many classes are more probable; of equals the first comes first.</summary>
    private static int Rank(ReadOnlySpan<float> logits, int label)
    {
        int rank = 0;
        for (int i = 0; i < logits.Length; i++)
            rank += logits[i] > logits[label] || (logits[i] == logits[label] && i < label) ? 1 : 0;
        return rank;
    }

    private static float Max(ReadOnlySpan<float> logits)
    {
        float max = logits[0];
        foreach (float logit in logits)
            max = Math.Max(max, logit);
        return max;
    }
}
