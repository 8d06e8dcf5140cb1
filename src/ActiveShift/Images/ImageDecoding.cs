using System.Text.Json.Serialization;

namespace ActiveShift;

/// <summary>
/// How the file of an image becomes its pixels, the same in training and in scoring: part of <see cref="ImagePreprocessing"/>, and so of
/// the model file. Immutable. It says nothing to features that are pixel vectors.
/// </summary>
public sealed record ImageDecoding
{
    /// <summary>The default of <see cref="MaxPixels"/>, 2^26: decoding takes four bytes for each.</summary>
    public const long DefaultMaxPixels = 1L << 26;

    /// <summary>The largest <see cref="MaxPixels"/>: the pixels of an image are in one array of at most 2 GB.</summary>
    public const long LargestMaxPixels = 500_000_000;

    /// <summary>Makes the default: upright, on white, up to <see cref="DefaultMaxPixels"/> pixels.</summary>
    public ImageDecoding()
        : this(appliesExifOrientation: true, RgbColor.White, DefaultMaxPixels)
    {
    }

    [JsonConstructor]
    internal ImageDecoding(bool appliesExifOrientation, RgbColor? background, long maxPixels)
    {
        AppliesExifOrientation = appliesExifOrientation;
        Background = background;
        MaxPixels = maxPixels;
    }

    /// <summary>Upright, on white, up to <see cref="DefaultMaxPixels"/> pixels.</summary>
    public static ImageDecoding Default { get; } = new();

    /// <summary>As models did it that say nothing of it (format version 1): as stored, with the colours behind full transparency.</summary>
    public static ImageDecoding AsStored { get; } = new() { AppliesExifOrientation = false, Background = null };

    /// <summary>
    /// Whether an encoded image is turned and mirrored as its EXIF orientation says, before anything else. An <c>MLImage</c> is taken as it
    /// is: ML.NET has dropped the tag, and has not applied it. Default true.
    /// </summary>
    public bool AppliesExifOrientation { get; init; }

    /// <summary>
    /// What is seen behind an image where it is transparent: the colours are mixed with this one, in proportion to alpha, so that two images
    /// that look alike are alike. Null takes the colours that are stored, whatever alpha is; in an <c>MLImage</c> those are black
    /// where alpha is 0, in an encoded image anything. Default white.
    /// </summary>
    public RgbColor? Background { get; init; }

    /// <summary>
    /// The most pixels (width times height) that an image may have; 1 to <see cref="LargestMaxPixels"/>. A larger one is a bad image. Decoding
    /// takes four bytes for each, on every thread that decodes. Default <see cref="DefaultMaxPixels"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public long MaxPixels
    {
        get;
        init => field = value is >= 1 and <= LargestMaxPixels
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPixels), value, $"MaxPixels must be from 1 to {LargestMaxPixels}.");
    }
}
