namespace ActiveShift.Training;

/// <summary>Random crop of the zero-padded image and random horizontal flip, as in the paper's CIFAR recipe.</summary>
/// <param name="CropPadding">Pixels of zeros around the image before a crop of its own size; 0 crops nothing.</param>
/// <param name="HorizontalFlip">Whether every second image, on average, is mirrored.</param>
internal readonly record struct Augmentation(int CropPadding, bool HorizontalFlip)
{
    public bool IsNone => CropPadding == 0 && !HorizontalFlip;

    /// <summary>Draws a crop and a flip and writes the image accordingly.</summary>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, ImageSize size, ref SplitMix64 random)
    {
        int top = CropPadding == 0 ? 0 : random.Next(2 * CropPadding + 1) - CropPadding;
        int left = CropPadding == 0 ? 0 : random.Next(2 * CropPadding + 1) - CropPadding;
        bool flip = HorizontalFlip && random.Next(2) == 1;
        for (int row = 0; row < size.Channels * size.Height; row++)
        {
            var line = destination.Slice(row * size.Width, size.Width);
            int y = row % size.Height + top;
            if (y < 0 || y >= size.Height)
                line.Clear();
            else
                CopyLine(source.Slice((row / size.Height * size.Height + y) * size.Width, size.Width), line, left);
            if (flip)
                line.Reverse();
        }
    }

    /// <summary>destination[x] = source[x + left], 0 outside.</summary>
    private static void CopyLine(ReadOnlySpan<float> source, Span<float> destination, int left)
    {
        int from = Math.Clamp(left, 0, source.Length);
        int to = Math.Clamp(source.Length + left, 0, source.Length);
        int start = Math.Clamp(-left, 0, destination.Length);
        destination[..start].Clear();
        source[from..to].CopyTo(destination[start..]);
        destination[(start + to - from)..].Clear();
    }
}
