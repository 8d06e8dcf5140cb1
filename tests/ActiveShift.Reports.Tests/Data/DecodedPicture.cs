using SkiaSharp;

namespace ActiveShift.Reports.Tests.Data;

/// <summary>A PNG file, decoded again: tests look at what a reader would see.</summary>
internal sealed class DecodedPicture : IDisposable
{
    private readonly SKBitmap _bitmap;

    public DecodedPicture(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        _bitmap = SKBitmap.Decode(png);
    }

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    public SKColor this[int x, int y] => _bitmap.GetPixel(x, y);

    /// <summary>The colour at a place in units of a figure.</summary>
    public SKColor At(float x, float y) => _bitmap.GetPixel((int)(x * ML.Figure.Scale), (int)(y * ML.Figure.Scale));

    /// <summary>The pixels for which something holds.</summary>
    public List<(int X, int Y)> Find(Func<SKColor, bool> holds)
    {
        var found = new List<(int, int)>();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (holds(_bitmap.GetPixel(x, y)))
                    found.Add((x, y));
            }
        }
        return found;
    }

    public void Dispose() => _bitmap.Dispose();
}
