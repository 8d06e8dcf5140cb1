using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>
/// The size that stands for images of many sizes: what most of them are, so that no single one decides for all.
/// </summary>
internal sealed class TypicalSize
{
    /// <summary>
    /// Images whose longer side is this many times the typical one's, or that part of it, are far from it.
    /// </summary>
    private const int FarFactor = 4;

    private readonly ImageSize[] _byArea;
    private readonly int _small;

    /// <param name="sizes">The sizes of at least one image.</param>
    public TypicalSize(IReadOnlyCollection<ImageSize> sizes)
    {
        _byArea = [.. sizes.OrderBy(Area).ThenBy(size => size.Height)];
        _small = sizes.Count(IsSmall);
        ImageSize[] most = [.. _byArea.Where(size => IsSmall(size) == MostAreSmall)];
        // The middle one by area is an image that there is, and where most have one size it is that.
        Size = most[most.Length / 2];
    }

    /// <summary>
    /// The size of the middle one, by area, of the small images if more than half are small, else of the large ones.
    /// </summary>
    public ImageSize Size { get; }

    private bool MostAreSmall => 2 * _small > _byArea.Length;

    /// <summary>Why the input has its size, for the log.</summary>
    /// <param name="input">What was decided.</param>
    public string Explain(ImagePreprocessing input)
    {
        int most = MostAreSmall ? _small : _byArea.Length - _small;
        string what = MostAreSmall ? "have no side" : "have a side";
        string rule = MostAreSmall
            ? ""
            : ", of whose shorter side 7/8 are taken, rounded to a multiple of 32 from 96 to 224";
        return $"Network input {HeightByWidth(input)} (height x width): of {_byArea.Length} image(s) looked at, {most} " +
            $"{what} above {ActiveShiftResNetTrainer.Options.SmallImageSide} pixels, the middle one of them is " +
            $"{HeightByWidth(Size)}{rule}. ImageHeight and ImageWidth set another size.";
    }

    /// <summary>A warning if some images are far larger or smaller than the typical one; else null.</summary>
    /// <param name="input">What was decided.</param>
    public string? WarnOfSpread(ImagePreprocessing input)
    {
        int far = _byArea.Count(IsFar);
        if (far == 0)
            return null;
        return $"The sizes of the images differ widely: of {_byArea.Length} looked at, the smallest is " +
            $"{HeightByWidth(_byArea[0])} and the largest {HeightByWidth(_byArea[^1])} (height x width); the longer side " +
            $"of {far} is above {FarFactor} times or below 1/{FarFactor} of the typical one ({LongerSide(Size)} pixels). " +
            $"All are resized for the network's input of {HeightByWidth(input)}.";
    }

    private bool IsFar(ImageSize size) =>
        LongerSide(size) > FarFactor * LongerSide(Size) || FarFactor * LongerSide(size) < LongerSide(Size);

    private static string HeightByWidth(ImageSize size) => $"{size.Height}x{size.Width}";

    private static string HeightByWidth(ImagePreprocessing input) => $"{input.Height}x{input.Width}";

    private static long Area(ImageSize size) => (long)size.Height * size.Width;

    private static long LongerSide(ImageSize size) => Math.Max(size.Height, size.Width);

    private static bool IsSmall(ImageSize size) => TrainingDataFacts.IsSmall(size.Height, size.Width);
}
