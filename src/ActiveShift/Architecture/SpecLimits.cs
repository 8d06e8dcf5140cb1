namespace ActiveShift;

/// <summary>
/// The ranges of a network's dimensions. They are wide enough for any sensible network and narrow enough that no product of
/// them overflows and that a hostile model file can't ask for much.
/// </summary>
internal static class SpecLimits
{
    public const int MaxWidth = 1 << 16;
    public const int MaxImageSide = 1 << 14;
    public const int MaxClasses = 1 << 20;
    public const int MaxStride = 16;
    public const int MaxBlocks = 4096;

    public static int Width(int value, string name) => InRange(value, MaxWidth, name);

    public static int ImageSide(int value, string name) => InRange(value, MaxImageSide, name);

    public static int Stride(int value, string name) => InRange(value, MaxStride, name);

    public static int Classes(int value, string name) => InRange(value, MaxClasses, name);

    private static int InRange(int value, int maximum, string name) => value >= 1 && value <= maximum
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 1 to {maximum}.");
}
