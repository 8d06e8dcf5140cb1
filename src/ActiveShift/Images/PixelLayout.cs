namespace ActiveShift;

/// <summary>How the pixels of one image follow each other in a flat vector.</summary>
public enum PixelLayout
{
    /// <summary>Pixel by pixel, the channels of a pixel side by side: <c>[Height, Width, Channels]</c>.</summary>
    Interleaved = 0,

    /// <summary>One plane after the other: <c>[Channels, Height, Width]</c>; the default of ML.NET's <c>ExtractPixels</c>.</summary>
    Planar = 1,
}
