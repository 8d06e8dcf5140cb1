namespace ActiveShift.Training.Tests.Network;

public class FixedShiftsTests
{
    [Fact]
    public void Grouped_shifts_are_the_nine_neighbours_in_equal_parts_and_the_rest_stays()
    {
        var weights = Make(SpatialLayer.GroupedShift, channels: 20);
        var pairs = weights.Alpha.Zip(weights.Beta).ToList();
        for (int group = 0; group < 9; group++)
            Assert.Equal(2, pairs.Count(pair => pair == (group % 3 - 1, group / 3 - 1)) - (group == 4 ? 2 : 0));
        Assert.Equal([(0, 0), (0, 0)], pairs[18..]);
    }

    [Fact]
    public void Grouped_shifts_of_few_channels_stay_in_place() => Assert.All(Make(SpatialLayer.GroupedShift, channels: 8).Alpha, value => Assert.Equal(0, value));

    [Fact]
    public void Sampled_shifts_are_standard_normal()
    {
        var (alpha, beta) = Make(SpatialLayer.SampledShift, channels: 4000);
        foreach (float[] values in (float[][])[alpha, beta])
        {
            Assert.Equal(0, values.Average(), 0.05);
            Assert.Equal(1, values.Average(v => v * v), 0.1);
            Assert.Contains(values, v => v != MathF.Round(v));
        }
        Assert.NotEqual(alpha, beta);
    }

    [Fact]
    public void Sampled_integer_shifts_are_the_same_draws_rounded()
    {
        var real = Make(SpatialLayer.SampledShift, channels: 500);
        var whole = Make(SpatialLayer.SampledIntegerShift, channels: 500);
        Assert.Equal(real.Alpha.Select(v => MathF.Round(v)), whole.Alpha);
        Assert.Equal(real.Beta.Select(v => MathF.Round(v)), whole.Beta);
    }

    private static (float[] Alpha, float[] Beta) Make(SpatialLayer layer, int channels)
    {
        using var generator = new TorchSharp.torch.Generator(5);
        using var network = new AsResNet(new NetworkSpec(1, 4, 4, new StemSpec(1, 1), [[new BlockSpec(1, channels, 1, 1, layer)]], 2), generator);
        var weights = network.Export();
        return (weights["stages.0.blocks.0.shift.alpha"].ToArray(), weights["stages.0.blocks.0.shift.beta"].ToArray());
    }
}
