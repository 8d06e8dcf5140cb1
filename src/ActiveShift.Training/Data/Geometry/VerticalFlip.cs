namespace ActiveShift.Training;

/// <summary>Turns every second image upside down.</summary>
internal sealed class VerticalFlip : IImageChange
{
    public void Apply(in ChangingImage image, ref SplitMix64 random)
    {
        if (random.Next(2) == 0)
            return;
        var (_, height, width) = image.Size;
        var original = image.Copy();
        for (int row = 0; row < image.Size.Channels * height; row++)
        {
            int from = row / height * height + height - 1 - row % height;
            original.Slice(from * width, width).CopyTo(image.Values[(row * width)..]);
        }
    }
}
