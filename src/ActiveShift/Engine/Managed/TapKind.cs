namespace ActiveShift.Engine.Managed;

/// <summary>How a row of a packed matrix comes about.</summary>
internal enum TapKind
{
    /// <summary>A channel that is shifted out of the image altogether.</summary>
    Zero,

    /// <summary>A shift by whole pixels.</summary>
    Copy,

    /// <summary>A shift with interpolation.</summary>
    Bilinear,

    /// <summary>The same of bytes, in whole numbers.</summary>
    BilinearBytes,

    /// <summary>A 3×3 depthwise convolution.</summary>
    Depthwise,
}
