namespace ActiveShift.Training.Tests.Data.Mixing;

public class BatchMixingTests
{
    private static readonly ImageSize _size = new(2, 8, 6);

    [Fact]
    public void None_without_options() => Assert.Null(BatchMixing.Of(new TrainingOptions()));

    [Fact]
    public void Mixup_has_a_share_of_its_distribution_and_every_order()
    {
        BatchMixture[] mixtures = [.. Draws(new() { MixupAlpha = 1 }, count: 3)];
        Assert.All(mixtures, mixture => Assert.Null(mixture.Cut));
        Assert.InRange(mixtures.Average(mixture => mixture.Share), 0.48, 0.52);
        Assert.Equal(6, mixtures.Select(mixture => string.Join(' ', mixture.Order)).Distinct().Count());
        Assert.Equal(mixtures.Length, mixtures.Select(mixture => mixture.Share).Distinct().Count());
    }

    [Fact]
    public void CutMixs_share_is_what_the_cut_leaves()
    {
        BatchMixture[] mixtures = [.. Draws(new() { CutMixAlpha = 1 }, count: 4)];
        Assert.All(mixtures, mixture =>
        {
            var cut = mixture.Cut!.Value;
            Assert.InRange(cut.Top, 0, 8 - cut.Height);
            Assert.InRange(cut.Left, 0, 6 - cut.Width);
            Assert.Equal(1 - cut.Height * cut.Width / 48.0, mixture.Share, 1e-12);
        });
        Assert.Contains(mixtures, mixture => mixture.Share < 0.3);
        Assert.Contains(mixtures, mixture => mixture.Share > 0.9);
    }

    [Fact]
    public void One_of_both_is_drawn_for_each_batch() =>
        Assert.InRange(
            Draws(new() { MixupAlpha = 1, CutMixAlpha = 1 }, count: 4).Count(m => m.Cut is null), 900, 1100);

    [Fact]
    public void A_batch_of_a_seed_is_mixed_the_same_way_again()
    {
        var mixing = BatchMixing.Of(new() { MixupAlpha = 0.4 })!;
        var one = mixing.Draw(1, 7, 5, _size);
        var again = mixing.Draw(1, 7, 5, _size);
        Assert.Equal((one.Share, string.Join(' ', one.Order)), (again.Share, string.Join(' ', again.Order)));
        Assert.NotEqual(one.Share, mixing.Draw(2, 7, 5, _size).Share);
        Assert.NotEqual(one.Share, mixing.Draw(1, 8, 5, _size).Share);
    }

    private static IEnumerable<BatchMixture> Draws(TrainingOptions options, int count) =>
        Enumerable.Range(0, 2000).Select(first => BatchMixing.Of(options)!.Draw(3, first, count, _size));
}
