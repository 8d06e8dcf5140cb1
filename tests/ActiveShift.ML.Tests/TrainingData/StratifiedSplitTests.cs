namespace ActiveShift.ML.Tests.TrainingData;

public sealed class StratifiedSplitTests
{
    private static readonly int[] _labels = [.. Enumerable.Range(0, 115).Select(i => i < 100 ? i % 2 : i < 114 ? 2 : 3)];

    [Fact]
    public void Every_class_gives_its_share_and_keeps_one()
    {
        var (left, taken) = StratifiedSplit.Of(_labels, 0.2, seed: 1);
        Assert.Equal(Enumerable.Range(0, _labels.Length), left.Concat(taken).Order());
        Assert.Equal([10, 10, 3, 0], Enumerable.Range(0, 4).Select(label => taken.Count(i => _labels[i] == label)));
        Assert.Equal(left.Order(), left);
        Assert.Single(StratifiedSplit.Of([5, 5, 5], 0.99, seed: 1).Left);
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.Equal(StratifiedSplit.Of(_labels, 0.2, seed: 1), StratifiedSplit.Of(_labels, 0.2, seed: 1), (a, b) => a.Taken.SequenceEqual(b.Taken));
        Assert.NotEqual(StratifiedSplit.Of(_labels, 0.2, seed: 1).Taken, StratifiedSplit.Of(_labels, 0.2, seed: 2).Taken);
    }

    [Fact]
    public void More_images_of_one_class_leave_the_others_alone()
    {
        int[] more = [.. _labels, 1, 1, 1];
        int[] Of(int[] labels, int label) => [.. StratifiedSplit.Of(labels, 0.2, seed: 1).Taken.Where(i => labels[i] == label)];
        Assert.Equal(Of(_labels, 0), Of(more, 0));
        Assert.Equal(Of(_labels, 2), Of(more, 2));
    }
}
