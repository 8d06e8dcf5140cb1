namespace ActiveShift.ML.Tests.Tuning;

public sealed class TuningRungsTests
{
    [Theory]
    [InlineData(12, new[] { 2, 3, 6, 12, 24 })]
    [InlineData(15, new[] { 2, 4, 8, 15, 30 })]
    [InlineData(3, new[] { 1, 2, 3, 6 })]
    [InlineData(1, new[] { 1, 2 })]
    public void Each_is_about_twice_as_long_as_the_one_before_up_to_twice_the_base(int full, int[] expected)
    {
        var rungs = new TuningRungs(full);
        Assert.Equal(expected, Enumerable.Range(0, rungs.Count).Select(i => rungs[i]));
        Assert.Equal(full, rungs[rungs.Full]);
    }

    [Theory]
    [InlineData(3, 1)] // one epoch of the first trial is left: nothing can be compared
    [InlineData(4, 2)] // 2 × 2
    [InlineData(12, 3)] // 3 × 2 = 6; 4 × 2 + 2 × 4 would be 16
    [InlineData(16, 4)]
    [InlineData(47, 7)] // 7 × 2 + 3 × 4 = 26; 8 × 2 + 4 × 4 + 2 × 8 would be 48
    [InlineData(48, 4)] // 16, and 2 × 16 for the comparison at full length
    [InlineData(80, 8)] // 48 + 2 × 16
    [InlineData(1e9, 64)]
    public void The_more_time_there_is_the_more_candidates_begin(double epochs, int candidates) =>
        Assert.Equal(candidates, new TuningRungs(16).CandidatesWithin(epochs));
}
