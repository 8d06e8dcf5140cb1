using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Pixels as a known-size vector of singles; their scale is whatever the pipeline made it.</summary>
internal sealed class SingleVectorColumn(DataViewSchema.Column column, PixelVectorFormat format, ImageSize size) : ImageColumn(column)
{
    public override ImageSize? FixedSize => size;

    public override ImageCell[] CreateCells(DataViewRow row, int count)
    {
        var getter = row.GetGetter<VBuffer<float>>(Column);
        return [.. Enumerable.Range(0, count).Select(_ => new Cell(getter, format.Layout, size))];
    }

    private sealed class Cell(ValueGetter<VBuffer<float>> getter, PixelLayout layout, ImageSize size) : ImageCell
    {
        private readonly float[] _pixels = new float[size.ValueCount];
        private VBuffer<float> _value;

        protected override void CaptureCore()
        {
            getter(ref _value);
            _value.CopyTo(_pixels);
        }

        protected override long CapturedBytes => (long)_pixels.Length * sizeof(float);

        protected override ImageSize MeasureCore(ImageDecoding decoding) => size;

        protected override void ReadInputCore(ImagePreprocessor preprocessor, Span<float> chw) =>
            preprocessor.Normalize(_pixels, layout, size.PixelOrder, chw);

        protected override StoredImage StoreCore(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing)
        {
            // Now, while the row is known; the normalisation comes when its mean is.
            ImagePreprocessor.CheckFinite(_pixels);
            return new StoredSingleImage(_pixels, layout, size.PixelOrder);
        }
    }
}
