namespace ActiveShift.Bench.Timing;

/// <summary>The times of one contestant, in milliseconds.</summary>
internal sealed record Sample(string Name, double Median, double Min, double Max)
{
    public static Sample Of(string name, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        int half = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Sample(name, median, sorted[0], sorted[^1]);
    }
}
