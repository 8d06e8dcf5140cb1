namespace ActiveShift;

/// <summary>The size of an image after resizing, and where the centre crop starts in it. Sides are long: a line of pixels can get very long.</summary>
internal readonly record struct ResizeGeometry(long ResizedWidth, long ResizedHeight, long CropX, long CropY)
{
    public static ResizeGeometry For(ImagePreprocessing preprocessing, int width, int height)
    {
        int shortSide = preprocessing.ResizeShortSide;
        // No margin is asked for and the image is the crop already. Where its sides differ, the short one is below ResizeShortSide.
        if (width == preprocessing.Width && height == preprocessing.Height && shortSide == Math.Max(width, height))
            return new(width, height, 0, 0);
        long resizedWidth = width <= height ? shortSide : LongSide(shortSide, width, height);
        long resizedHeight = height <= width ? shortSide : LongSide(shortSide, height, width);
        return new(
            resizedWidth, resizedHeight, (resizedWidth - preprocessing.Width) / 2, (resizedHeight - preprocessing.Height) / 2);
    }

    private static long LongSide(long resizedShort, long longSide, long shortSide) =>
        ((2 * resizedShort * longSide) + shortSide) / (2 * shortSide);
}
