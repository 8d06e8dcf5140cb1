using System.Runtime.InteropServices;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Images;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Scoring;

/// <summary>Photographs that are stored turned, in training and in scoring.</summary>
public sealed class ImageDecodingTests
{
    private const int RowCount = 24;

    private static readonly TestTable _turned = ShapeData.Encoded(RowCount, Turned);
    private static readonly TestTable _upright = ShapeData.Encoded(RowCount, Upright);

    [Fact]
    public void A_model_is_trained_on_what_is_seen_and_scores_what_is_seen()
    {
        using var fromTurned = ShapeData.Train(_turned, ShapeData.Options());
        using var fromUpright = ShapeData.Train(_upright, ShapeData.Options());

        Assert.Equal(ImageDecoding.Default, fromTurned.Model.Preprocessing.Decoding);
        float[][] expected = fromUpright.Scores(_upright);
        Assert.Equal(expected, fromUpright.Scores(_turned));
        Assert.Equal(expected, fromTurned.Scores(_turned));
    }

    [Fact]
    public void The_option_leaves_images_as_they_are_stored()
    {
        var options = ShapeData.Options();
        options.ImageDecoding = ImageDecoding.AsStored;
        using var model = ShapeData.Train(_turned, options);

        Assert.Equal(ImageDecoding.AsStored, model.Model.Preprocessing.Decoding);
        Assert.NotEqual(model.Scores(_upright), model.Scores(_turned));
    }

    [Fact]
    public void A_trained_network_decides_how_images_are_decoded_unless_the_option_does()
    {
        using var first = ShapeData.Train(_upright, ShapeData.Options());
        using var old = first.WithImageDecoding(ImageDecoding.AsStored);
        var options = ShapeData.Options();
        (options.Architecture, options.InitialModel) = (null, old.Model.AsPretrained());
        using var asBefore = ShapeData.Train(_upright, options);
        options.ImageDecoding = ImageDecoding.Default;
        using var asAsked = ShapeData.Train(_upright, options);

        Assert.Equal(ImageDecoding.AsStored, asBefore.Model.Preprocessing.Decoding);
        Assert.Equal(ImageDecoding.Default, asAsked.Model.Preprocessing.Decoding);
    }

    [Fact]
    public void A_model_can_be_told_to_decode_in_another_way()
    {
        using var model = ShapeData.Train(_upright, ShapeData.Options());
        using var old = model.WithImageDecoding(ImageDecoding.AsStored);
        using var again = old.WithImageDecoding(ImageDecoding.Default);

        Assert.NotEqual(model.Scores(_turned), old.Scores(_turned));
        Assert.Equal(model.Scores(_turned), again.Scores(_turned));
    }

    private static byte[] Turned(long row) =>
        ExifFile.WithOrientation(EncodedImage.Colour(40 + (int)row, 24, SKEncodedImageFormat.Jpeg), (int)(row % 8) + 1);

    /// <summary>The same pixels as they are seen, without a tag.</summary>
    private static byte[] Upright(long row)
    {
        using var decoder = new ImageDecoder(ImageDecoding.Default);
        var image = decoder.Decode(Turned(row));
        byte[] rgba = [.. image.Pixels.ToArray().Chunk(3).SelectMany(pixel => (byte[])[.. pixel, 255])];
        using SKBitmap bitmap = new(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
