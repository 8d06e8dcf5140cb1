using ActiveShift.ML;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class ConfusionCountsTests
{
    [Fact]
    public void The_most_confused_pairs_come_first_and_right_ones_not_at_all()
    {
        var counts = new ConfusionCounts(["a", "b", "c"]);
        foreach ((int t, int p, int n) in new[] { (0, 0, 9), (2, 0, 3), (1, 2, 3), (1, 0, 5), (2, 1, 1) })
        {
            for (int i = 0; i < n; i++)
                counts.Add(t, p);
        }

        Assert.Equal([new(1, 0, 5), new(1, 2, 3), new(2, 0, 3)], counts.MostConfused(3));
        Assert.Equal(4, counts.MostConfused(100).Count);
    }
}
