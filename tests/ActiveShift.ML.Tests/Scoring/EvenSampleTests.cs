namespace ActiveShift.ML.Tests.Scoring;

public sealed class EvenSampleTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(1000, 7)]
    [InlineData(long.MaxValue, 100)]
    public void Is_spread_over_all_rows_without_repeats(long rows, int most)
    {
        long[] chosen = [.. EvenSample.Of(rows, most)];

        Assert.Equal(Math.Min(rows, most), chosen.Length);
        for (int i = 0; i < chosen.Length; i++)
        {
            long next = i + 1 < chosen.Length ? chosen[i + 1] : rows;
            Assert.InRange(next - chosen[i], rows / chosen.Length, rows / chosen.Length + 1);
        }
        Assert.Equal(0, chosen.FirstOrDefault());
    }
}
