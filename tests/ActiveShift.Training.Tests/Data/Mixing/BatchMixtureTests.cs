namespace ActiveShift.Training.Tests.Data.Mixing;

public class BatchMixtureTests
{
    private static readonly ImageSize _size = new(2, 2, 3);

    [Fact]
    public void Mixup_adds_the_weighted_images()
    {
        float[] a = [.. Enumerable.Range(0, 12).Select(i => (float)i)], b = [.. Enumerable.Repeat(8f, 12)];
        new BatchMixture([0, 1], 0.75, null).Mix(a, b, _size);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => 0.75f * i + 2), a);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => 6 + 0.25f * i), b);
    }

    [Fact]
    public void CutMix_exchanges_the_cut_of_every_channel()
    {
        float[] a = [.. Enumerable.Repeat(1f, 12)], b = [.. Enumerable.Repeat(2f, 12)];
        new BatchMixture([0, 1], 4.0 / 6, new ImageRegion(1, 1, 1, 2)).Mix(a, b, _size);
        Assert.Equal([1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 2], a);
        Assert.Equal([2, 2, 2, 2, 1, 1, 2, 2, 2, 2, 1, 1], b);
    }

    [Fact]
    public void The_larger_part_names_the_image()
    {
        long[] labels = [10, 11, 12];
        var mixed = MixedLabels.Of(labels, new BatchMixture([2, 0, 1], 0.8, null));
        Assert.Equal([10, 11, 12], labels);
        Assert.Equal([12, 11, 10], mixed.Others);
        Assert.Equal(0.8, mixed.Share);

        mixed = MixedLabels.Of(labels, new BatchMixture([2, 0, 1], 0.3, null));
        Assert.Equal([12, 11, 10], labels);
        Assert.Equal([10, 11, 12], mixed.Others);
        Assert.Equal(0.7, mixed.Share, 1e-12);
    }
}
