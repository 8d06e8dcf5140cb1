namespace ActiveShift.ML.Tests.Scoring;

public sealed class ScoringMemoryTests
{
    private static readonly NetworkSpec _large = NetworkSpec.AsNet(
        depth: 8, baseWidth: 16, expansion: 1, classes: 10, height: 8192, width: 8192);

    [Fact]
    public void A_network_that_needs_more_than_there_is_is_refused_with_both_figures()
    {
        // 8192 x 8192 of 3 channels for the input, and of 16 into and out of a block.
        const long least = (3L + 16 + 16) * 8192 * 8192 * sizeof(float);

        ScoringMemory.Check(_large, EnginePrecision.Float32, least);
        var error = Assert.Throws<InsufficientMemoryException>(
            () => ScoringMemory.Check(_large, EnginePrecision.Float32, least - 1));

        Assert.Equal(
            "The network takes images of 8192x8192x3: scoring one needs at least 8960 MB of memory; "
            + "this process may have 8960 MB.", error.Message);
    }

    [Fact]
    public void In_8_bits_it_may_need_less() => ScoringMemory.Check(_large, EnginePrecision.Int8, 3L << 30);

    [Fact]
    public void An_ordinary_network_is_not_refused() =>
        ScoringMemory.Check(NetworkSpec.AsResNetW68(), EnginePrecision.Float32, ScoringMemory.Available);
}
