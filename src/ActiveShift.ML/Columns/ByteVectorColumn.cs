using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Pixels as a known-size vector of bytes.</summary>
internal sealed class ByteVectorColumn(DataViewSchema.Column column, PixelVectorFormat format, ImageSize size) : ImageColumn(column)
{
    public override ImageSize? FixedSize => size;

    public override ImageCell[] CreateCells(DataViewRow row, int count)
    {
        var getter = row.GetGetter<VBuffer<byte>>(Column);
        return [.. Enumerable.Range(0, count).Select(_ => new Cell(getter, format.Layout, size))];
    }

    private sealed class Cell(ValueGetter<VBuffer<byte>> getter, PixelLayout layout, ImageSize size) : ImageCell
    {
        private readonly byte[] _pixels = new byte[size.ValueCount];
        private VBuffer<byte> _value;

        protected override void CaptureCore()
        {
            getter(ref _value);
            _value.CopyTo(_pixels);
        }

        protected override long CapturedBytes => (long)_pixels.Length * sizeof(byte);

        protected override ImageSize MeasureCore(ImageDecoding decoding) => size;

        protected override void ReadInputCore(ImagePreprocessor preprocessor, Span<float> chw) =>
            RentedPixels.Use(size.ValueCount, chw, (hwc, input) =>
            {
                preprocessor.Arrange(_pixels, layout, size.PixelOrder, hwc);
                preprocessor.Normalize(hwc, input);
            });

        protected override StoredImage StoreCore(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing)
        {
            byte[] hwc = new byte[size.ValueCount];
            preprocessor.Arrange(_pixels, layout, size.PixelOrder, hwc);
            return new StoredByteImage(hwc);
        }
    }
}
