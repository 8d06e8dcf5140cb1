using OxyPlot;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>The colours of all pictures; told apart with the common kinds of colour blindness, too.</summary>
internal static class Palette
{
    public static SKColor Ink { get; } = new(0x22, 0x2B, 0x35);

    public static SKColor Faint { get; } = new(0x6B, 0x76, 0x82);

    public static SKColor Line { get; } = new(0xDD, 0xE2, 0xE7);

    public static SKColor Right { get; } = new(0x1B, 0x5E, 0xA6);

    public static SKColor Wrong { get; } = new(0xC4, 0x3E, 0x1C);

    /// <summary>Colours of the series of a plot, in their order.</summary>
    public static OxyColor Series(int index) => _series[index % _series.Length];

    public static OxyColor ToOxy(this SKColor color) => OxyColor.FromArgb(color.Alpha, color.Red, color.Green, color.Blue);

    private static readonly OxyColor[] _series =
    [
        Right.ToOxy(), Wrong.ToOxy(), OxyColor.FromRgb(0x2A, 0x9D, 0x6F), OxyColor.FromRgb(0xE0, 0x9F, 0x1F), OxyColor.FromRgb(0x7B, 0x4F, 0xA3),
        OxyColor.FromRgb(0x4A, 0xA8, 0xD8), OxyColor.FromRgb(0x8C, 0x5A, 0x3C),
    ];
}
