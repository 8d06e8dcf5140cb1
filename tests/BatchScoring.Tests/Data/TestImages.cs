using Microsoft.ML.Data;

namespace BatchScoring.Tests.Data;

/// <summary>Small PNG files, each of another colour with some noise.</summary>
internal static class TestImages
{
    public static byte[] Png(int seed)
    {
        const int side = TestModel.Side;
        byte[] pixels = new byte[side * side * 4];
        var random = new Random(seed);
        int[] colour = [random.Next(200), random.Next(200), random.Next(200)];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)(colour[i % 4] + random.Next(56));
        using var image = MLImage.CreateFromPixels(side, side, MLPixelFormat.Bgra32, pixels);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
        try
        {
            image.Save(file);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A file that ends in the middle of its pixels.</summary>
    public static byte[] CutShort(int seed)
    {
        byte[] whole = Png(seed);
        return whole[..(whole.Length / 2)];
    }
}
