namespace ActiveShift.ML.Tests.Columns;

public sealed class PixelStatisticsTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_each_channel()
    {
        var statistics = new PixelStatistics(3);
        // Two images of two pixels: red 0, 10, 20, 30; green 5 throughout; blue 255, 0, 255, 0.
        statistics.AddInterleaved([0, 5, 255, 10, 5, 0]);
        statistics.AddInterleaved([20, 5, 255, 30, 5, 0]);

        Assert.Equal([15f, 5f, 127.5f], Enumerable.Range(0, 3).Select(statistics.Mean));
        Assert.Equal((float)(1 / Math.Sqrt(125)), statistics.Scale(0));
        Assert.Equal(1, statistics.Scale(1));
        Assert.Equal((float)(1 / 127.5), statistics.Scale(2));
    }

    [Fact]
    public void Singles_of_both_layouts_give_what_bytes_give()
    {
        byte[] pixels = Data.Shapes.Rgb(5);
        var bytes = new PixelStatistics(3);
        var interleaved = new PixelStatistics(3);
        var planar = new PixelStatistics(3);
        bytes.AddInterleaved(pixels);
        interleaved.Add(Array.ConvertAll(pixels, b => (float)b), PixelLayout.Interleaved);
        planar.Add(Array.ConvertAll(Data.Shapes.Planar(pixels), b => (float)b), PixelLayout.Planar);
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal((bytes.Mean(c), bytes.Scale(c)), (interleaved.Mean(c), interleaved.Scale(c)));
            Assert.Equal((bytes.Mean(c), bytes.Scale(c)), (planar.Mean(c), planar.Scale(c)));
        }
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(1e7f)]
    [InlineData(-3e-5f)]
    public void A_constant_channel_is_not_blown_up_by_rounding(float value)
    {
        var statistics = new PixelStatistics(1);
        for (int i = 0; i < 100; i++)
            statistics.Add([value, value, value], PixelLayout.Planar);
        Assert.Equal(1, statistics.Scale(0));
    }
}
