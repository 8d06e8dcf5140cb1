using BatchScoring.Splitting;

namespace BatchScoring.Tests.Splitting;

public sealed class RowSelectionTests
{
    private static readonly RowSelection _selection = new(new Parts(100, 10), new Shard(1, 3), new HashSet<long> { 4 });

    [Fact]
    public void Parts_that_are_done_are_left_out() =>
        Assert.Equal([1, 7], Enumerable.Range(0, 100).Where(row => _selection.Contains(row)).Select(row => row / 10).Distinct());

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(0, 11, true)]
    [InlineData(19, 1, true)]
    [InlineData(20, 50, false)]
    [InlineData(20, 51, true)]
    [InlineData(10, 0, false)]
    public void A_run_of_rows_overlaps_if_one_of_them_is_wanted(long first, long count, bool expected) =>
        Assert.Equal(expected, _selection.Overlaps(first, count));
}
