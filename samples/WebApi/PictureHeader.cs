using SkiaSharp;

namespace WebApi;

/// <summary>What a picture's file says about itself before it is decoded.</summary>
internal sealed record PictureHeader(string Format, int Width, int Height)
{
    /// <exception cref="RefusedException">The file is not a picture of a kind that is accepted, or decodes to more pixels than is.</exception>
    public static PictureHeader Read(byte[] encoded, long maxPixels)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw RefusedException.BadPicture($"The {encoded.Length} bytes are not a picture in a known format. Expected {PictureType.AcceptedText}.");
        string format = codec.EncodedFormat.ToString();
        if (!PictureType.IsAccepted(codec.EncodedFormat))
            throw RefusedException.WrongType($"The file is a picture in the format {format}. Expected {PictureType.AcceptedText}.");
        long pixels = (long)codec.Info.Width * codec.Info.Height;
        return pixels <= maxPixels
            ? new PictureHeader(format, codec.Info.Width, codec.Info.Height)
            : throw RefusedException.TooLarge($"The picture has {codec.Info.Width} x {codec.Info.Height} = {pixels} pixels; at most {maxPixels} are accepted.");
    }
}
