using SkiaSharp;

namespace WebApi;

/// <summary>The kinds of picture that are accepted.</summary>
internal static class PictureType
{
    private static readonly Dictionary<string, SKEncodedImageFormat> _accepted = new()
    {
        ["image/jpeg"] = SKEncodedImageFormat.Jpeg,
        ["image/png"] = SKEncodedImageFormat.Png,
        ["image/webp"] = SKEncodedImageFormat.Webp,
        ["image/gif"] = SKEncodedImageFormat.Gif,
        ["image/bmp"] = SKEncodedImageFormat.Bmp,
    };

    /// <summary>Their media types.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [.. _accepted.Keys];

    /// <summary>Their media types, as a phrase.</summary>
    public static string AcceptedText { get; } = string.Join(", ", Accepted);

    public static bool IsAccepted(SKEncodedImageFormat format) => _accepted.ContainsValue(format);
}
