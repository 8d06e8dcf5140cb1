using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>Rows on their way from the cursor through the decoder.</summary>
internal sealed class ImageChunk
{
    /// <summary>
    /// Rows decoded at once: enough for many cores, few enough that encoded images waiting do not count.
    /// </summary>
    private const int MaxRows = 128;

    private readonly ImageCell[] _cells;
    private readonly string?[] _files = new string?[MaxRows];
    private long _heldBytes;

    public ImageChunk(ImageColumn feature, DataViewRow row) => _cells = feature.CreateCells(row, MaxRows);

    public int Count { get; private set; }

    public bool HasRoom => Count < MaxRows && _heldBytes < ImageCell.MaxHeldBytes;

    public int[] Labels { get; } = new int[MaxRows];

    public long[] Rows { get; } = new long[MaxRows];

    public StoredImage?[] Images { get; } = new StoredImage?[MaxRows];

    public BadImageException?[] Errors { get; } = new BadImageException?[MaxRows];

    public string? File(int slot) => _cells[slot].Source ?? _files[slot];

    public void Clear()
    {
        Count = 0;
        _heldBytes = 0;
    }

    public void Capture(int label, long row, string? file)
    {
        _cells[Count].Capture();
        _heldBytes += _cells[Count].HeldBytes;
        Labels[Count] = label;
        Rows[Count] = row;
        _files[Count] = file;
        Count++;
    }

    public void Decode(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing) => Parallel.For(0, Count, i =>
    {
        Errors[i] = null;
        try
        {
            Images[i] = _cells[i].Store(preprocessor, preprocessing);
        }
        catch (BadImageException e)
        {
            Errors[i] = e;
        }
    });
}
