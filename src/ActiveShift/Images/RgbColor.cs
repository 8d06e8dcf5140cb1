namespace ActiveShift;

/// <summary>A colour of 8 bits a channel, in sRGB.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>(255, 255, 255).</summary>
    public static RgbColor White { get; } = new(255, 255, 255);

    /// <summary>(0, 0, 0).</summary>
    public static RgbColor Black { get; }
}
