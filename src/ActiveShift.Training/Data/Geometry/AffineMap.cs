namespace ActiveShift.Training;

/// <summary>
/// Where a pixel of a changed image comes from in the original: with x to the right and y down from the image's centre,
/// (XX·x + XY·y + X, YX·x + YY·y + Y), in pixels.
/// </summary>
internal readonly record struct AffineMap(double XX, double XY, double X, double YX, double YY, double Y)
{
    /// <summary>Turns what the image shows counterclockwise.</summary>
    public static AffineMap Rotation(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos, -sin, 0, sin, cos, 0);
    }

    /// <summary>Pushes each row sideways by <paramref name="factor"/> times its distance from the middle.</summary>
    public static AffineMap ShearX(double factor) => new(1, factor, 0, 0, 1, 0);

    /// <summary>
    /// Pushes each column up or down by <paramref name="factor"/> times its distance from the middle.
    /// </summary>
    public static AffineMap ShearY(double factor) => new(1, 0, 0, factor, 1, 0);

    /// <summary>Moves what the image shows, in pixels.</summary>
    public static AffineMap Translation(double right, double down) => new(1, 0, -right, 0, 1, -down);

    /// <summary>
    /// Changes an image; bilinear, and 0 outside of the original: the mean, where values are normalised.
    /// </summary>
    public void Resample(in ChangingImage image)
    {
        var original = image.Copy();
        var (_, height, width) = image.Size;
        double centreX = (width - 1) / 2.0, centreY = (height - 1) / 2.0;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double x = column - centreX, y = row - centreY;
                double fromX = XX * x + XY * y + X + centreX, fromY = YX * x + YY * y + Y + centreY;
                Interpolate(original, image, row * width + column, fromX, fromY);
            }
        }
    }

    /// <summary>Writes one pixel of every channel.</summary>
    private static void Interpolate(ReadOnlySpan<float> original, in ChangingImage image, int index, double x, double y)
    {
        var (channels, height, width) = image.Size;
        // In double: coordinates far outside would not fit an int.
        double left = Math.Floor(x), top = Math.Floor(y);
        bool inside = left >= -1 && top >= -1 && left < width && top < height;
        for (int c = 0; c < channels; c++)
        {
            ref float value = ref image.Values[c * image.Plane + index];
            if (!inside)
            {
                value = 0;
                continue;
            }
            var plane = original.Slice(c * image.Plane, image.Plane);
            float right = (float)(x - left), down = (float)(y - top);
            float above = Between(plane, height, width, (int)top, (int)left, right);
            float below = Between(plane, height, width, (int)top + 1, (int)left, right);
            value = above * (1 - down) + below * down;
        }
    }

    /// <summary>The value between two neighbours of a row.</summary>
    private static float Between(ReadOnlySpan<float> plane, int height, int width, int row, int column, float right)
    {
        if (row < 0 || row >= height)
            return 0;
        var line = plane.Slice(row * width, width);
        float a = column >= 0 ? line[column] : 0;
        float b = column + 1 < width ? line[column + 1] : 0;
        return a * (1 - right) + b * right;
    }
}
