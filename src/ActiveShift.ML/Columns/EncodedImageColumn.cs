using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Encoded image files, as from <c>LoadRawImageBytes</c>.</summary>
internal sealed class EncodedImageColumn(DataViewSchema.Column column) : ImageColumn(column)
{
    public override ImageCell[] CreateCells(DataViewRow row, int count)
    {
        var getter = row.GetGetter<VBuffer<byte>>(Column);
        return [.. Enumerable.Range(0, count).Select(_ => new Cell(getter))];
    }

    private sealed class Cell(ValueGetter<VBuffer<byte>> getter) : DecodedImageCell
    {
        private VBuffer<byte> _value;

        protected override long CapturedBytes => _value.Length;

        protected override void CaptureCore() => getter(ref _value);

        protected override ImageSize MeasureCore(ImageDecoding decoding) => EncodedImageSize.Read(Bytes(), decoding);

        protected override PixelImage Decode(ImageDecoder decoder) => decoder.Decode(Bytes());

        private ReadOnlySpan<byte> Bytes()
        {
            // A sparse vector is legal for any column, if unlikely for a file.
            if (!_value.IsDense)
                _value = new VBuffer<byte>(_value.Length, [.. _value.DenseValues()]);
            return _value.GetValues();
        }
    }
}
