using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Images that ML.NET decoded, as from <c>LoadImages</c> and <c>ResizeImages</c>.</summary>
internal sealed class MLImageColumn(DataViewSchema.Column column) : ImageColumn(column)
{
    public override ImageCell CreateCell(DataViewRow row) => new Cell(row.GetGetter<MLImage>(Column));

    private sealed class Cell(ValueGetter<MLImage> getter) : DecodedImageCell
    {
        // ML.NET's getters dispose the image that they are given back, so each cell keeps its own.
        private MLImage _value = null!;

        public override string? Source => string.IsNullOrEmpty(_value?.Tag) ? null : _value.Tag;

        public override void Capture() => getter(ref _value);

        protected override PixelImage Decode(ImageDecoder decoder) => decoder.Decode(_value);
    }
}
