using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class ThumbnailReaderTests
{
    private const int Width = 5;
    private const int Height = 3;

    private static readonly byte[] _rgb = [.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)((i * 53) + 7))];

    [Fact]
    public void Every_form_of_column_gives_the_same_pixels()
    {
        byte[] planar = [.. Enumerable.Range(0, 3).SelectMany(c => Enumerable.Range(0, Width * Height).Select(i => _rgb[(3 * i) + c]))];
        byte[] expected = [.. _rgb.Chunk(3).SelectMany(p => new[] { p[0], p[1], p[2], (byte)255 })];
        var png = TestPicture.Png(_rgb, Width, Height);

        Assert.Equal(expected, Read(View(new EncodedRow { Image = png }), PixelLayout.Planar).Rgba);
        Assert.Equal(expected, Read(View(new ImageRow { Image = MLImage.CreateFromStream(new MemoryStream(png)) }), PixelLayout.Planar).Rgba);
        Assert.Equal(expected, Read(View(new PlanarRow { Image = planar }), PixelLayout.Planar).Rgba);
        Assert.Equal(expected, Read(View(new InterleavedRow { Image = _rgb }), PixelLayout.Interleaved).Rgba);
        Assert.Equal(expected, Read(View(new SingleRow { Image = Array.ConvertAll(planar, v => (float)v) }), PixelLayout.Planar).Rgba);
    }

    [Theory]
    [InlineData(256, 256, 256, 256)]
    [InlineData(200, 100, 200, 100)]
    [InlineData(257, 100, 256, 256)]
    [InlineData(900, 600, 256, 256)]
    public void Large_files_are_reduced(int width, int height, int expectedWidth, int expectedHeight)
    {
        byte[] png = TestPicture.Png(new byte[width * height * 3], width, height);

        var thumbnail = Read(View(new EncodedRow { Image = png }), PixelLayout.Planar);

        Assert.Equal((expectedWidth, expectedHeight), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public void A_file_that_is_no_image_has_no_thumbnail()
    {
        var data = View(new EncodedRow { Image = [1, 2, 3] });
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.True(cursor.MoveNext());

        Assert.Null(new ThumbnailReader(Bind(data, PixelLayout.Planar), cursor).Read());
    }

    private static Thumbnail Read(IDataView data, PixelLayout layout)
    {
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.True(cursor.MoveNext());
        return new ThumbnailReader(Bind(data, layout), cursor).Read()!;
    }

    private static ImageColumn Bind(IDataView data, PixelLayout layout) =>
        ImageColumn.Bind(data.Schema, "Image", new PixelVectorFormat(layout, null, null, null));

    private static IDataView View<T>(T row)
        where T : class => new MLContext(seed: 1).Data.LoadFromEnumerable([row]);

    private sealed class EncodedRow
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class ImageRow
    {
        [ImageType(Height, Width)]
        public MLImage Image { get; set; } = null!;
    }

    private sealed class PlanarRow
    {
        [VectorType(3, Height, Width)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class InterleavedRow
    {
        [VectorType(Height, Width, 3)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class SingleRow
    {
        [VectorType(3, Height, Width)]
        public float[] Image { get; set; } = [];
    }
}
