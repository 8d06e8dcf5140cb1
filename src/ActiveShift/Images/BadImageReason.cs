namespace ActiveShift;

/// <summary>Why an image cannot be used.</summary>
public enum BadImageReason
{
    /// <summary>There are no bytes at all, or the value is missing.</summary>
    Empty = 0,

    /// <summary>The bytes are not an image in a format that is known here.</summary>
    NotAnImage = 1,

    /// <summary>The image ends too early: only a part of its pixels can be decoded.</summary>
    Truncated = 2,

    /// <summary>The image is damaged: its decoder reports an error.</summary>
    Corrupt = 3,

    /// <summary>The image has more pixels than the limit allows.</summary>
    TooLarge = 4,

    /// <summary>A pixel is not a finite number.</summary>
    NonFinitePixel = 5,

    /// <summary>
    /// The file of the image cannot be read: it is gone, a link to nothing, or not permitted; or a step before failed
    /// to load it.
    /// </summary>
    Unreadable = 6,
}
