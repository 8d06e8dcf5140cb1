namespace ActiveShift.Training.Tests.Data;

public class BatchPlanTests
{
    [Theory]
    [InlineData(1, 128, 1)]
    [InlineData(127, 128, 1)]
    [InlineData(128, 128, 1)]
    [InlineData(129, 128, 2)]
    [InlineData(8000, 128, 63)]
    [InlineData(7, 1, 7)]
    [InlineData(int.MaxValue, 65_536, 32_768)]
    public void Batches_cover_all_images_evenly(int images, int batchSize, int batches)
    {
        var plan = new BatchPlan(images, batchSize);
        Assert.Equal(batches, plan.Batches);
        Assert.InRange(plan.Largest, 1, batchSize);
        int next = 0;
        for (int b = 0; b < batches; b++)
        {
            var (start, length) = plan[b].GetOffsetAndLength(images);
            Assert.Equal(next, start);
            Assert.InRange(length, plan.Largest - 1, plan.Largest);
            next += length;
        }
        Assert.Equal(images, next);
    }
}
