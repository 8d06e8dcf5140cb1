namespace ActiveShift.ML;

/// <summary>Height, width and channels of an image.</summary>
internal readonly record struct ImageSize(int Height, int Width, int Channels)
{
    public int ValueCount => Height * Width * Channels;

    /// <summary>The channel order of pixel vectors of this size: that of ML.NET's <c>ExtractPixels</c> without its alpha channel.</summary>
    public ChannelOrder PixelOrder => Channels == 1 ? ChannelOrder.Gray : ChannelOrder.Rgb;

    public override string ToString() => $"{Height}x{Width}x{Channels}";
}
