namespace ActiveShift.Training.Tests.Data.Geometry;

public class VerticalFlipTests
{
    [Fact]
    public void Every_second_image_is_turned_upside_down()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60];
        var size = new ImageSize(2, 3, 2);
        float[][] results = [.. Enumerable.Range(0, 1000).Select(i => Changed.By(new VerticalFlip(), image, size, i))];
        float[][] flipped = [.. results.Where(result => !result.SequenceEqual(image))];
        Assert.All(flipped, result => Assert.Equal([5, 6, 3, 4, 1, 2, 50, 60, 30, 40, 10, 20], result));
        Assert.InRange(flipped.Length, 450, 550);
    }
}
