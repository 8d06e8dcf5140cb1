namespace BatchScoring.Input;

/// <summary>How large an encoded image may be: what is larger is an error in its row and is not read.</summary>
/// <param name="Bytes">The most bytes.</param>
internal readonly record struct ImageLimit(long Bytes)
{
    public const int DefaultMegabytes = 64;

    /// <summary>What an array holds.</summary>
    public const int MaxMegabytes = int.MaxValue >> 20;

    /// <param name="megabytes"><c>--max-image-mb</c>, in units of 2^20 bytes.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public static ImageLimit OfMegabytes(int megabytes) => megabytes is >= 1 and <= MaxMegabytes
        ? new ImageLimit((long)megabytes << 20)
        : throw new ArgumentException($"--max-image-mb is {megabytes}; expected 1 to {MaxMegabytes}.");

    /// <summary>Says why an image is not read, or null where it is.</summary>
    public string? Refusal(long length) => length > Bytes
        ? $"The image has {length} bytes; at most {Bytes} are read (--max-image-mb)."
        : null;
}
