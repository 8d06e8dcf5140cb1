namespace ActiveShift.Tests.Weights.Caffe;

public sealed class MergedBatchNormTests
{
    /// <summary>In float, as torch computes it.</summary>
    [Fact]
    public void Its_deviation_is_one_in_single_precision() =>
        Assert.Equal(1f, 1f / MathF.Sqrt(MergedBatchNorm.RunningVariance + MergedBatchNorm.Epsilon));

    /// <summary>In double, as an engine folds it.</summary>
    [Fact]
    public void Any_scale_stays_itself_in_double_precision()
    {
        var random = new Random(7);
        for (int i = 0; i < 1_000_000; i++)
        {
            float scale = BitConverter.Int32BitsToSingle(random.Next());
            // Nothing below the normal range: there a float has fewer bits, and nothing lost is missed.
            if (!float.IsNormal(scale) || float.IsInfinity(scale))
                continue;
            Assert.Equal(scale, (float)(scale / Math.Sqrt(MergedBatchNorm.RunningVariance + 1e-5)));
        }
    }
}
