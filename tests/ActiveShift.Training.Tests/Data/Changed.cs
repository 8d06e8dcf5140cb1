namespace ActiveShift.Training.Tests.Data;

/// <summary>Images after a change.</summary>
internal static class Changed
{
    /// <summary>A copy of an image, changed by the stream of a seed.</summary>
    public static float[] By(IImageChange change, float[] image, ImageSize size, long seed)
    {
        float[] result = [.. image];
        var random = new SplitMix64(seed);
        change.Apply(new ChangingImage(result, new float[image.Length], size), ref random);
        return result;
    }

    /// <summary>A copy of an image, resampled.</summary>
    public static float[] By(AffineMap map, float[] image, ImageSize size)
    {
        float[] result = [.. image];
        map.Resample(new ChangingImage(result, new float[image.Length], size));
        return result;
    }
}
