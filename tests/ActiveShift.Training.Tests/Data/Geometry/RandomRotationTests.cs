namespace ActiveShift.Training.Tests.Data.Geometry;

public class RandomRotationTests
{
    private static readonly ImageSize _size = new(1, 41, 41);

    /// <summary>A ray from the centre to the right shows the angle.</summary>
    [Fact]
    public void Angles_are_uniform_on_both_sides_of_0()
    {
        float[] image = new float[_size.Length];
        for (int x = 30; x < 36; x++)
            image[20 * 41 + x] = 1;
        double[] angles =
        [
            .. Enumerable.Range(0, 500)
                .Select(seed => Angle(Changed.By(new RandomRotation(60), image, _size, seed)))
                .Order(),
        ];
        Assert.InRange(angles[0], -60.5, -57);
        Assert.InRange(angles[125], -36, -24);
        Assert.InRange(angles[250], -6, 6);
        Assert.InRange(angles[375], 24, 36);
        Assert.InRange(angles[^1], 57, 60.5);
    }

    /// <summary>In degrees, counterclockwise.</summary>
    private static double Angle(float[] image)
    {
        double right = 0, up = 0;
        for (int i = 0; i < image.Length; i++)
        {
            right += image[i] * (i % 41 - 20);
            up += image[i] * (20 - i / 41);
        }
        return Math.Atan2(up, right) * 180 / Math.PI;
    }
}
