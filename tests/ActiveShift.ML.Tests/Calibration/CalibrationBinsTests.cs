namespace ActiveShift.ML.Tests.Calibration;

public sealed class CalibrationBinsTests
{
    [Fact]
    public void The_error_is_the_weighted_distance_between_what_is_said_and_what_is_so()
    {
        var bins = new CalibrationBins(5);
        bins.Add(0.90, true);
        bins.Add(0.85, true);
        bins.Add(0.95, false);
        bins.Add(0.50, true);
        bins.Add(0.55, false);

        var metrics = bins.ToMetrics();

        // (0.8, 1]: 2 of 3 right, said 0.9; (0.4, 0.6]: 1 of 2 right, said 0.525.
        Assert.Equal((3 * Math.Abs((2 / 3.0) - 0.9) / 5) + (2 * 0.025 / 5), metrics.ExpectedCalibrationError, 12);
        Assert.Equal(5, metrics.Images);
        Assert.Equal([0, 0, 2, 0, 3], metrics.Bins.Select(bin => bin.Images));
        Assert.Equal(0.5, metrics.Bins[2].Accuracy, 12);
        Assert.Equal(0.525, metrics.Bins[2].Confidence, 12);
        Assert.Equal((0.4, 0.6), (metrics.Bins[2].Above, metrics.Bins[2].UpTo));
        Assert.True(double.IsNaN(metrics.Bins[0].Accuracy));
    }

    [Fact]
    public void Fifteen_bins_hold_their_upper_ends_and_rounding_beyond_1()
    {
        var bins = new CalibrationBins();
        bins.Add(0, true);
        bins.Add(1.0 / 15, true);
        bins.Add(1, true);
        bins.Add(1.00001, true);

        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], bins.ToMetrics().Bins.Select(bin => bin.Images));
    }

    [Fact]
    public void Without_images_there_is_no_error() =>
        Assert.True(double.IsNaN(new CalibrationBins().ToMetrics().ExpectedCalibrationError));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1.00001, true)]
    [InlineData(1.01, false)]
    [InlineData(-0.01, false)]
    [InlineData(double.NaN, false)]
    public void A_probability_is_from_0_to_1(double score, bool isOne) =>
        Assert.Equal(isOne, CalibrationBins.IsProbability(score));
}
