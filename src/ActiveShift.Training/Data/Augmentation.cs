namespace ActiveShift.Training;

/// <summary>What is done at random to the images of a step. The draws of an image come from its own stream, so that threads don't matter.</summary>
internal sealed class Augmentation
{
    /// <summary>Tries to find a part of the drawn area and aspect ratio that fits into the image.</summary>
    private const int RegionTries = 10;

    private readonly int _padding;
    private readonly bool _flip;
    private readonly RandomCrop _crop;
    private readonly double _minArea;
    private readonly IImageChange[] _changes;

    private Augmentation(int padding, bool flip, RandomCrop crop, double minArea, IImageChange[] changes) =>
        (_padding, _flip, _crop, _minArea, _changes) = (padding, flip, crop, minArea, changes);

    /// <summary>What is done to the images of a batch together, or null for nothing.</summary>
    public BatchMixing? Mixing { get; private init; }

    public static Augmentation None { get; } = new(0, false, RandomCrop.Padded, 1, []);

    public static Augmentation Of(TrainingOptions options) => new(
        options.RandomCrop == RandomCrop.Padded ? options.CropPadding : 0,
        options.HorizontalFlip,
        options.RandomCrop,
        options.ResizedCropMinArea,
        [.. ChangesOf(options).OfType<IImageChange>()])
    {
        Mixing = BatchMixing.Of(options),
    };

    /// <summary>Reads an image and changes it.</summary>
    /// <param name="images">Where from.</param>
    /// <param name="index">Which.</param>
    /// <param name="size">The network's view.</param>
    /// <param name="destination">Where to, all of which is written.</param>
    /// <param name="scratch">Room for another image.</param>
    /// <param name="random">The image's own stream.</param>
    public void Read(IImageSet images, int index, ImageSize size, Span<float> destination, Span<float> scratch, ref SplitMix64 random)
    {
        var source = _padding > 0 || _flip ? scratch : destination;
        if (_crop != RandomCrop.Padded && images.WholeSize is { } whole)
            images.CopyRegion(index, DrawRegion(whole, size, ref random), source);
        else
            images.CopyImage(index, source);
        if (_padding > 0 || _flip)
            CropAndFlip(source, destination, size, ref random);
        if (_changes.Length == 0)
            return;
        var image = new ChangingImage(destination, scratch, size) { Preprocessing = images.Preprocessing };
        foreach (var change in _changes)
            change.Apply(image, ref random);
    }

    /// <summary>Draws a crop of the image's own size out of a border of zeros, and a flip, and writes the image accordingly.</summary>
    public void CropAndFlip(ReadOnlySpan<float> source, Span<float> destination, ImageSize size, ref SplitMix64 random)
    {
        int top = _padding == 0 ? 0 : random.Next(2 * _padding + 1) - _padding;
        int left = _padding == 0 ? 0 : random.Next(2 * _padding + 1) - _padding;
        bool flip = _flip && random.Next(2) == 1;
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

    /// <summary>Draws the part of an image that the network is to see.</summary>
    public ImageRegion DrawRegion((int Height, int Width) whole, ImageSize size, ref SplitMix64 random)
    {
        if (_crop == RandomCrop.Window)
            return Place(size.Height, size.Width, whole, ref random);
        for (int i = 0; i < RegionTries; i++)
        {
            double area = (_minArea + (1 - _minArea) * random.NextDouble()) * whole.Height * whole.Width;
            // Uniform in the logarithm: 3/4 and 4/3 are equally far from 1.
            double ratio = Math.Exp((2 * random.NextDouble() - 1) * Math.Log(4.0 / 3)) * size.Width / size.Height;
            int height = (int)Math.Round(Math.Sqrt(area / ratio)), width = (int)Math.Round(Math.Sqrt(area * ratio));
            if (height >= 1 && width >= 1 && height <= whole.Height && width <= whole.Width)
                return Place(height, width, whole, ref random);
        }
        return new ImageRegion(0, 0, whole.Height, whole.Width);
    }

    /// <summary>What comes after crop and horizontal flip, in this order; null is nothing.</summary>
    private static IEnumerable<IImageChange?> ChangesOf(TrainingOptions options) =>
    [
        options.VerticalFlip ? new VerticalFlip() : null,
        options.MaxRotation > 0 ? new RandomRotation(options.MaxRotation) : null,
        options.ColorJitter,
        options.TrivialAugment ? new TrivialAugmentation() : null,
        // Last: what is erased is the same for every image, whatever its colours are made.
        options.RandomErasing,
    ];

    private static ImageRegion Place(int height, int width, (int Height, int Width) whole, ref SplitMix64 random) =>
        new(random.Next(whole.Height - height + 1), random.Next(whole.Width - width + 1), height, width);

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
