using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Holds copies of images, and gives copies of these: whoever reads an image may dispose it.</summary>
internal sealed class ImageColumnBuffer(DataViewRow input, DataViewSchema.Column column, int slots)
    : ColumnBuffer(slots)
{
    private readonly ValueGetter<MLImage> _getter = input.GetGetter<MLImage>(column);
    private readonly MLImage?[] _copies = new MLImage?[slots];
    private MLImage _value = null!;

    protected override void CaptureCore(int slot)
    {
        _getter(ref _value);
        _copies[slot]?.Dispose();
        _copies[slot] = _value.Copy();
    }

    protected override Delegate CreateGetterCore(Func<int> current) => (ValueGetter<MLImage>)((ref MLImage value) =>
    {
        var copy = _copies[current()].Copy();
        // As ML.NET's own getters do with the image of the row before.
        value?.Dispose();
        value = copy!;
    });

    public override void Dispose()
    {
        foreach (var copy in _copies)
            copy?.Dispose();
        base.Dispose();
    }
}
