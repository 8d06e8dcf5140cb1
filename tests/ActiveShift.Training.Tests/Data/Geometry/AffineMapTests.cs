namespace ActiveShift.Training.Tests.Data.Geometry;

public class AffineMapTests
{
    private static readonly ImageSize _size = new(2, 5, 5);
    private static readonly float[] _image = [.. Enumerable.Range(1, 50).Select(i => (float)(i * i % 17))];

    [Fact]
    public void Quarter_turn_puts_what_was_right_on_top() => AssertIs((y, x) => (x, 4 - y), AffineMap.Rotation(90));

    [Fact]
    public void Quarter_turn_the_other_way_puts_what_was_left_on_top() =>
        AssertIs((y, x) => (4 - x, y), AffineMap.Rotation(-90));

    [Fact]
    public void Half_turn_mirrors_both_ways() => AssertIs((y, x) => (4 - y, 4 - x), AffineMap.Rotation(180));

    [Fact]
    public void Quarter_turn_of_an_even_square_is_exact_too()
    {
        float[] turned = Changed.By(AffineMap.Rotation(90), [1, 2, 3, 4], new ImageSize(1, 2, 2));
        Assert.Equal([2, 4, 1, 3], turned.Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void Translation_by_whole_pixels_moves_them_and_leaves_zeros() =>
        AssertIs((y, x) => (y + 2, x - 1), AffineMap.Translation(1, -2));

    [Fact]
    public void Translation_by_half_a_pixel_is_the_mean_of_two()
    {
        float[] moved = Changed.By(AffineMap.Translation(0.5, 0), [2, 4, 8], new ImageSize(1, 1, 3));
        Assert.Equal([1, 3, 6], moved);
    }

    [Fact]
    public void Shears_push_rows_and_columns_by_their_distance_from_the_middle()
    {
        AssertIs((y, x) => (y, x + y - 2), AffineMap.ShearX(1));
        AssertIs((y, x) => (y + x - 2, x), AffineMap.ShearY(1));
    }

    [Fact]
    public void What_is_moved_far_out_leaves_zeros() =>
        Assert.All(Changed.By(AffineMap.Translation(1e12, -1e12), _image, _size), value => Assert.Equal(0, value));

    /// <summary>Compares with whole pixels from other places, 0 outside.</summary>
    private static void AssertIs(Func<int, int, (int Y, int X)> source, AffineMap map)
    {
        float[] result = Changed.By(map, _image, _size);
        for (int i = 0; i < result.Length; i++)
        {
            var (y, x) = source(i / 5 % 5, i % 5);
            float expected = y is >= 0 and < 5 && x is >= 0 and < 5 ? _image[i / 25 * 25 + y * 5 + x] : 0;
            Assert.Equal(expected, result[i], 1e-4f);
        }
    }
}
