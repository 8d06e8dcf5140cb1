using BatchScoring.Splitting;

namespace BatchScoring.Tests.Splitting;

public sealed class PartsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(99, 7)]
    public void Every_row_is_in_one_part_of_one_shard(int rows, int rowsEach)
    {
        var parts = new Parts(rows, rowsEach);
        for (int shards = 1; shards <= 6; shards++)
        {
            long[] dealt = [.. Enumerable.Range(0, shards).SelectMany(i => parts.Of(new Shard(i, shards)))];
            Assert.Equal(Enumerable.Range(0, (int)parts.Count).Select(p => (long)p), dealt.Order());
            var selections = Enumerable.Range(0, shards).Select(i => new RowSelection(parts, new Shard(i, shards), new HashSet<long>())).ToArray();
            for (int row = 0; row < rows; row++)
                Assert.Single(selections, selection => selection.Contains(row));
        }
        Assert.Equal(rows, Enumerable.Range(0, (int)parts.Count).Sum(p => parts.Length(p)));
    }

    [Fact]
    public void The_longest_input_can_be_cut()
    {
        Assert.Equal(long.MaxValue, new Parts(long.MaxValue, 1).Count);
        Assert.Equal((1L << 53) - 1 + 1, new Parts(long.MaxValue, 1 << 10).Count);
    }

    [Fact]
    public void The_last_row_of_every_part_is_known()
    {
        var parts = new Parts(11, 4);
        Assert.Equal([3, 7, 10], Enumerable.Range(0, 11).Where(row => parts.IsLastRow(row)));
    }
}
