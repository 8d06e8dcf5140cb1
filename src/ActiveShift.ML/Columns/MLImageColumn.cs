using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Images that ML.NET decoded, as from <c>LoadImages</c> and <c>ResizeImages</c>.</summary>
internal sealed class MLImageColumn(DataViewSchema.Column column) : ImageColumn(column)
{
    public override ImageCell[] CreateCells(DataViewRow row, int count)
    {
        var source = new Source(row.GetGetter<MLImage>(Column));
        return [.. Enumerable.Range(0, count).Select(_ => new Cell(source))];
    }

    /// <summary>The image of the current row. It is ML.NET's: whoever reads the next one disposes it.</summary>
    private sealed class Source(ValueGetter<MLImage> getter)
    {
        private MLImage _value = null!;

        public MLImage? Read()
        {
            getter(ref _value);
            return _value;
        }
    }

    private sealed class Cell(Source source) : DecodedImageCell
    {
        private MLImage? _copy;
        private string? _source;

        public override string? Source => _source;

        protected override long CapturedBytes => _copy is null ? 0 : _copy.Pixels.Length;

        protected override void CaptureCore()
        {
            _copy?.Dispose();
            _copy = null;
            _source = null;
            var image = source.Read();
            _copy = image.Copy();
            _source = string.IsNullOrEmpty(image?.Tag) ? null : image.Tag;
        }

        protected override ImageSize MeasureCore(ImageDecoding decoding)
        {
            using var decoder = new ImageDecoder(decoding);
            var image = Decode(decoder);
            return new ImageSize(image.Height, image.Width, image.Channels);
        }

        protected override PixelImage Decode(ImageDecoder decoder)
        {
            var image = decoder.Decode(_copy);
            _copy?.Dispose();
            _copy = null;
            return image;
        }
    }
}
