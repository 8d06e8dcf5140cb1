namespace ActiveShift.Tests.Architecture;

public sealed class NetworkMemoryTests
{
    [Fact]
    public void The_input_and_the_largest_block_count()
    {
        // 28x30 -> stem 14x15 of 5; a block to 7x8 of 40, the next to 4x4 of 6.
        var spec = new NetworkSpec(
            3, 28, 30, new StemSpec(5, 2), [[new BlockSpec(5, 7, 40, 2)], [new BlockSpec(40, 7, 6, 2)]], classes: 2);

        Assert.Equal(4 * ((28 * 30 * 3) + (14 * 15 * 5) + (7 * 8 * 40)),
            NetworkMemory.LeastBytes(spec, EnginePrecision.Float32));
        Assert.Equal(
            (4 * 28 * 30 * 3) + (14 * 15 * 5) + (7 * 8 * 40), NetworkMemory.LeastBytes(spec, EnginePrecision.Int8));
    }

    [Fact]
    public void The_largest_network_that_can_be_described_does_not_overflow()
    {
        var spec = new NetworkSpec(
            65536, 16384, 16384, new StemSpec(65536, 1),
            [[new BlockSpec(65536, 1, 65536, 1, SpatialLayer.ActiveShift)]], classes: 1);

        Assert.Equal(3L * 16384 * 16384 * 65536 * 4, NetworkMemory.LeastBytes(spec, EnginePrecision.Float32));
    }
}
