using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Encoded image files, as from <c>LoadRawImageBytes</c>.</summary>
internal sealed class EncodedImageColumn(DataViewSchema.Column column) : ImageColumn(column)
{
    public override ImageCell CreateCell(DataViewRow row) => new Cell(row.GetGetter<VBuffer<byte>>(Column));

    private sealed class Cell(ValueGetter<VBuffer<byte>> getter) : DecodedImageCell
    {
        private VBuffer<byte> _value;

        public override void Capture() => getter(ref _value);

        protected override PixelImage Decode(ImageDecoder decoder)
        {
            // A sparse vector is legal for any column, if unlikely for a file.
            if (!_value.IsDense)
                _value = new VBuffer<byte>(_value.Length, [.. _value.DenseValues()]);
            return decoder.Decode(_value.GetValues());
        }
    }
}
