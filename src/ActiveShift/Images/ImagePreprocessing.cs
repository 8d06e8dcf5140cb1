using System.Text.Json.Serialization;

namespace ActiveShift;

/// <summary>
/// How an image becomes the input of a network, the same in training and in scoring: the image is decoded (<see cref="Decoding"/>), resized so that its short
/// side is <see cref="ResizeShortSide"/>, its centre of <see cref="Height"/> x <see cref="Width"/> pixels is cut out, and every
/// value becomes <c>(pixel - Mean[channel]) * Scale[channel]</c>. Immutable, and stored in the model file.
/// </summary>
/// <remarks>
/// The long side becomes <c>long * ResizeShortSide / short</c>, rounded to the nearest integer (halves up). Resampling is bilinear, with
/// antialiasing when the image shrinks: a triangle filter whose support grows with the ratio, as in Pillow's BILINEAR filter, to
/// which it is equal bit for bit. An image that has the right size already is not resampled; nor is one of <see cref="Height"/> x
/// <see cref="Width"/> where ResizeShortSide is no larger than the larger of them. The crop starts at
/// <c>(resized - crop) / 2</c>, rounded down.
/// </remarks>
public sealed record ImagePreprocessing
{
    /// <summary>The largest <see cref="Height"/>, <see cref="Width"/> and <see cref="ResizeShortSide"/>: 8192 pixels.</summary>
    public const int MaxSide = 8192;

    private readonly float[] _mean;
    private readonly float[] _scale;

    /// <summary>Makes a description of the preprocessing.</summary>
    /// <param name="channelOrder">The channels the network reads.</param>
    /// <param name="height">Height of the network's input in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="width">Width of the network's input in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="resizeShortSide">The short side after resizing in pixels: at least the larger one of height and width, at most <see cref="MaxSide"/>.</param>
    /// <param name="mean">One finite number a channel, in the order of <paramref name="channelOrder"/>, in pixel units (0 to 255).</param>
    /// <param name="scale">One finite number a channel, not 0, in the order of <paramref name="channelOrder"/>.</param>
    /// <exception cref="ArgumentException">A value is out of its range; the message says which, what was seen and what is expected.</exception>
    public ImagePreprocessing(
        ChannelOrder channelOrder, int height, int width, int resizeShortSide, IReadOnlyList<float> mean, IReadOnlyList<float> scale)
        : this(channelOrder, height, width, resizeShortSide, mean, scale, ImageDecoding.Default)
    {
    }

    [JsonConstructor]
    internal ImagePreprocessing(
        ChannelOrder channelOrder, int height, int width, int resizeShortSide, IReadOnlyList<float> mean, IReadOnlyList<float> scale, ImageDecoding? decoding)
    {
        if (!Enum.IsDefined(channelOrder))
            throw new ArgumentOutOfRangeException(nameof(channelOrder), channelOrder, "ChannelOrder must be Rgb, Bgr or Gray.");
        CheckSide(height, 1, nameof(height));
        CheckSide(width, 1, nameof(width));
        CheckSide(resizeShortSide, Math.Max(height, width), nameof(resizeShortSide));

        ChannelOrder = channelOrder;
        Height = height;
        Width = width;
        ResizeShortSide = resizeShortSide;
        // JSON of before there was a choice.
        Decoding = decoding ?? ImageDecoding.AsStored;
        _mean = CopyOfChannelValues(mean, Channels, nameof(mean));
        _scale = CopyOfChannelValues(scale, Channels, nameof(scale));
        int zero = Array.IndexOf(_scale, 0f);
        if (zero >= 0)
            throw new ArgumentException($"scale[{zero}] is 0, which would make every image alike; expected a number other than 0.", nameof(scale));
    }

    /// <summary>
    /// The preprocessing of the paper's ImageNet networks (AS-ResNet-w32, w50, w68): BGR, short side 256, centre crop 224 x 224,
    /// mean (103.94, 116.78, 123.68), scale 0.017352.
    /// </summary>
    public static ImagePreprocessing ImageNet { get; } =
        new(ChannelOrder.Bgr, 224, 224, 256, [103.94f, 116.78f, 123.68f], [0.017352f, 0.017352f, 0.017352f]);

    /// <summary>The channels the network reads.</summary>
    public ChannelOrder ChannelOrder { get; }

    /// <summary>Number of channels of the network's input: 1 for <see cref="ChannelOrder.Gray"/>, else 3.</summary>
    [JsonIgnore]
    public int Channels => ChannelOrder == ChannelOrder.Gray ? 1 : 3;

    /// <summary>Height of the network's input in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the network's input in pixels.</summary>
    public int Width { get; }

    /// <summary>The image's short side after resizing, in pixels; the aspect ratio is kept.</summary>
    public int ResizeShortSide { get; }

    /// <summary>What is subtracted from each channel's pixels (0 to 255), in the order of <see cref="ChannelOrder"/>.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>What each channel is multiplied by after the subtraction, in the order of <see cref="ChannelOrder"/>.</summary>
    public IReadOnlyList<float> Scale => _scale;

    /// <summary>How the file of an image becomes its pixels. Default <see cref="ImageDecoding.Default"/>.</summary>
    public ImageDecoding Decoding { get; init; }

    /// <summary>Number of values of one input of the network: Height * Width * Channels.</summary>
    internal int ValueCount => Height * Width * Channels;

    /// <summary>Whether both describe the same preprocessing, value for value.</summary>
    public bool Equals(ImagePreprocessing? other) =>
        other is not null && ChannelOrder == other.ChannelOrder && Height == other.Height && Width == other.Width
        && ResizeShortSide == other.ResizeShortSide && Decoding == other.Decoding && _mean.AsSpan().SequenceEqual(other._mean) && _scale.AsSpan().SequenceEqual(other._scale);

    /// <inheritdoc/>
    public override string ToString() => RecordText.Of(this);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ChannelOrder, Height, Width, ResizeShortSide, _mean[0], _scale[0]);

    /// <summary>The same, of another size.</summary>
    internal ImagePreprocessing Resized(int height, int width, int resizeShortSide) =>
        new(ChannelOrder, height, width, resizeShortSide, _mean, _scale, Decoding);

    /// <summary>The same with another normalisation.</summary>
    internal ImagePreprocessing Normalized(IReadOnlyList<float> mean, IReadOnlyList<float> scale) =>
        new(ChannelOrder, Height, Width, ResizeShortSide, mean, scale, Decoding);

    private static void CheckSide(int value, int least, string name)
    {
        if (value < least || value > MaxSide)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {MaxSide} pixels.");
    }

    private static float[] CopyOfChannelValues(IReadOnlyList<float> values, int channels, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count != channels)
            throw new ArgumentException($"{name} has {values.Count} value(s); expected one for each of the {channels} channel(s).", name);
        float[] copy = [.. values];
        int bad = Array.FindIndex(copy, value => !float.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentException($"{name}[{bad}] is {copy[bad]}; expected a finite number.", name);
        return copy;
    }
}
