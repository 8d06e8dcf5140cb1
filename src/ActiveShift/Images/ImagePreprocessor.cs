using System.Buffers;

namespace ActiveShift;

/// <summary>
/// Carries out an <see cref="ImagePreprocessing"/> in two steps, so that augmentation can stand between them: <see cref="Resize"/> to
/// uint8 <c>[Height, Width, Channels]</c> and <see cref="Normalize(ReadOnlySpan{byte}, Span{float})"/> to float <c>[Channels, Height, Width]</c>.
/// Safe to use from several threads; nothing is allocated per image once the array pool is warm.
/// </summary>
internal sealed class ImagePreprocessor
{
    private readonly ImagePreprocessing _options;

    /// <summary>The normalised value of every pixel value, <c>[Channels, 256]</c>.</summary>
    private readonly float[] _normalised;

    public ImagePreprocessor(ImagePreprocessing options)
    {
        _options = options;
        _normalised = new float[options.Channels * 256];
        for (int i = 0; i < _normalised.Length; i++)
            _normalised[i] = Normalise(i % 256, i / 256);
    }

    /// <summary>How the images are decoded that <see cref="Resize"/> takes.</summary>
    public ImageDecoding Decoding => _options.Decoding;

    /// <summary>Resizes, crops and converts an image to the network's channels.</summary>
    /// <param name="image">The decoded image.</param>
    /// <param name="hwc">Height * Width * Channels bytes, all of which are written.</param>
    public void Resize(PixelImage image, Span<byte> hwc)
    {
        CheckLength(hwc.Length, nameof(hwc));
        ResizeGeometry geometry = ResizeGeometry.For(_options, image.Width, image.Height);
        bool isResampled = geometry.ResizedWidth != image.Width || geometry.ResizedHeight != image.Height;

        // Red and blue are swapped, and gray is made three channels, only after the resampling, which treats channels alike. Luma
        // mixes and rounds them, so it comes first.
        int channels = Math.Min(image.Channels, _options.Channels);
        bool replicates = channels < _options.Channels;
        byte[]? gray = replicates ? ArrayPool<byte>.Shared.Rent(_options.Height * _options.Width) : null;
        Span<byte> result = replicates ? gray.AsSpan(0, _options.Height * _options.Width) : hwc;
        if (isResampled)
            Resample(image, geometry, channels, result);
        else
            Crop(image, geometry, channels, result);

        if (replicates)
        {
            ColourConversion.GrayToRgb(result, hwc);
            ArrayPool<byte>.Shared.Return(gray!);
        }
        else if (_options.ChannelOrder == ChannelOrder.Bgr)
        {
            ColourConversion.SwapRedAndBlue(hwc);
        }
    }

    /// <summary>Subtracts the mean, multiplies by the scale and turns the pixels into planes.</summary>
    /// <param name="hwc">Pixels in the network's channel order, <c>[Height, Width, Channels]</c>.</param>
    /// <param name="chw">The network's input, <c>[Channels, Height, Width]</c>, all of which is written.</param>
    public void Normalize(ReadOnlySpan<byte> hwc, Span<float> chw)
    {
        CheckLength(hwc.Length, nameof(hwc));
        CheckLength(chw.Length, nameof(chw));
        int channels = _options.Channels;
        int plane = _options.Height * _options.Width;
        for (int c = 0; c < channels; c++)
        {
            ReadOnlySpan<float> table = _normalised.AsSpan(256 * c, 256);
            Span<float> output = chw.Slice(c * plane, plane);
            for (int i = 0, from = c; i < output.Length; i++, from += channels)
                output[i] = table[hwc[from]];
        }
    }

    /// <summary>The same for pixels that are numbers already, 0 to 255 as from <c>ExtractPixels</c> without scaling.</summary>
    /// <param name="pixels">Height * Width * Channels values.</param>
    /// <param name="layout">How they follow each other.</param>
    /// <param name="order">Their channel order, with as many channels as the network reads.</param>
    /// <param name="chw">The network's input, <c>[Channels, Height, Width]</c>, all of which is written.</param>
    /// <exception cref="BadImageException">A value is NaN or infinite; the message names its index.</exception>
    public void Normalize(ReadOnlySpan<float> pixels, PixelLayout layout, ChannelOrder order, Span<float> chw)
    {
        CheckLength(pixels.Length, nameof(pixels));
        CheckLength(chw.Length, nameof(chw));
        CheckFinite(pixels);
        int plane = _options.Height * _options.Width;
        for (int c = 0; c < _options.Channels; c++)
        {
            ChannelPosition position = ChannelPosition.Of(c, layout, order, _options);
            Span<float> output = chw.Slice(c * plane, plane);
            for (int i = 0, from = position.Start; i < output.Length; i++, from += position.Step)
                output[i] = Normalise(pixels[from], c);
        }
    }

    /// <summary>Puts pixels of the network's size that come as a flat vector into the order that <see cref="Resize"/> delivers.</summary>
    /// <param name="pixels">Height * Width * Channels values.</param>
    /// <param name="layout">How they follow each other.</param>
    /// <param name="order">Their channel order, with as many channels as the network reads.</param>
    /// <param name="hwc">Pixels in the network's channel order, <c>[Height, Width, Channels]</c>, all of which are written.</param>
    public void Arrange(ReadOnlySpan<byte> pixels, PixelLayout layout, ChannelOrder order, Span<byte> hwc)
    {
        CheckLength(pixels.Length, nameof(pixels));
        CheckLength(hwc.Length, nameof(hwc));
        for (int c = 0; c < _options.Channels; c++)
        {
            ChannelPosition position = ChannelPosition.Of(c, layout, order, _options);
            for (int to = c, from = position.Start; to < hwc.Length; to += _options.Channels, from += position.Step)
                hwc[to] = pixels[from];
        }
    }

    /// <summary>Looks for values that are no numbers, as <see cref="Normalize(ReadOnlySpan{float}, PixelLayout, ChannelOrder, Span{float})"/> does.</summary>
    /// <exception cref="BadImageException">A value is NaN or infinite; the message names its index.</exception>
    public static void CheckFinite(ReadOnlySpan<float> pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!float.IsFinite(pixels[i]))
                throw new BadImageException(BadImageReason.NonFinitePixel, $"Pixel value {i} is {pixels[i]}; expected a finite number.");
        }
    }

    private void Crop(PixelImage image, ResizeGeometry geometry, int channels, Span<byte> result)
    {
        int length = _options.Width * channels;
        for (int y = 0; y < _options.Height; y++)
            CopyPixels(image, (int)geometry.CropY + y, (int)geometry.CropX, channels, result.Slice(y * length, length));
    }

    private void Resample(PixelImage image, ResizeGeometry geometry, int channels, Span<byte> result)
    {
        using ResampleWeights across = new(image.Width, geometry.ResizedWidth, geometry.CropX, _options.Width);
        using ResampleWeights down = new(image.Height, geometry.ResizedHeight, geometry.CropY, _options.Height);
        int length = _options.Width * channels;
        int rowCount = down.End - down.Start;
        int sourceLength = (across.End - across.Start) * channels;
        byte[] row = ArrayPool<byte>.Shared.Rent(sourceLength + BilinearResampler.Padding);
        byte[] rows = ArrayPool<byte>.Shared.Rent((rowCount * length) + BilinearResampler.Padding);
        for (int y = 0; y < rowCount; y++)
        {
            CopyPixels(image, down.Start + y, across.Start, channels, row.AsSpan(0, sourceLength));
            BilinearResampler.Horizontal(row, across, channels, _options.Width, rows.AsSpan(y * length));
        }

        for (int y = 0; y < _options.Height; y++)
            BilinearResampler.Vertical(rows.AsSpan((down.First(y) - down.Start) * length), down.Taps(y), result.Slice(y * length, length));
        ArrayPool<byte>.Shared.Return(rows);
        ArrayPool<byte>.Shared.Return(row);
    }

    /// <summary>Copies pixels of row <paramref name="y"/> from <paramref name="x"/> on, as gray where the image is in colour and the network is not.</summary>
    private static void CopyPixels(PixelImage image, int y, int x, int channels, Span<byte> destination)
    {
        ReadOnlySpan<byte> source = image.Row(y).Slice(x * image.Channels, destination.Length / channels * image.Channels);
        if (channels < image.Channels)
            ColourConversion.RgbToGray(source, destination);
        else
            source.CopyTo(destination);
    }

    private float Normalise(float pixel, int channel) => (pixel - _options.Mean[channel]) * _options.Scale[channel];

    private void CheckLength(int length, string name)
    {
        if (length != _options.ValueCount)
        {
            throw new ArgumentException(
                $"{length} value(s); expected {_options.Height} x {_options.Width} x {_options.Channels} = {_options.ValueCount}.", name);
        }
    }
}
