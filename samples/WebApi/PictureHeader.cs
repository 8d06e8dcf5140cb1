using ActiveShift.ML;
using SkiaSharp;

namespace WebApi;

/// <summary>What a picture's file says about itself before it is decoded.</summary>
internal sealed record PictureHeader(string Format, int Width, int Height)
{
    private const int ShownBytes = 12;

    /// <exception cref="RefusedException">The file is not a picture of a kind that is accepted, or decodes to more pixels than is.</exception>
    public static PictureHeader Read(byte[] encoded, long maxPixels)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw Unreadable(encoded);
        string format = codec.EncodedFormat.ToString();
        if (!PictureType.IsAccepted(codec.EncodedFormat))
            throw RefusedException.WrongType($"The file is a picture in the format {format}. Expected {PictureType.AcceptedText}.");
        long pixels = (long)codec.Info.Width * codec.Info.Height;
        return pixels <= maxPixels
            ? new PictureHeader(format, codec.Info.Width, codec.Info.Height)
            : throw RefusedException.TooLarge($"The picture has {codec.Info.Width} x {codec.Info.Height} = {pixels} pixels; at most {maxPixels} are accepted.");
    }

    private static RefusedException Unreadable(byte[] encoded)
    {
        if (PictureSignature.AcceptedNameOf(encoded) is { } accepted)
        {
            return RefusedException.BadPicture(
                $"The {encoded.Length} bytes begin as a {accepted} file does, but are cut short or damaged.");
        }
        string what = ForeignFormats.NameOf(encoded) is { } other
            ? $"The {encoded.Length} bytes are {other}."
            : $"The {encoded.Length} bytes, which begin with {Beginning(encoded)}, are not a picture in a known format.";
        return RefusedException.WrongType($"{what} Expected {PictureType.AcceptedText}.");
    }

    private static string Beginning(byte[] encoded) =>
        Convert.ToHexString(encoded.AsSpan(0, Math.Min(encoded.Length, ShownBytes)));
}
