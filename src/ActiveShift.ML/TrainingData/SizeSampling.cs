using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>Reads the sizes of some images of a data view, spread evenly over its rows.</summary>
/// <param name="data">The data.</param>
/// <param name="feature">Its images, each of a size of its own.</param>
/// <param name="decoding">How they are decoded.</param>
/// <param name="checkAlive">Called before every image; may throw.</param>
internal sealed class SizeSampling(
    IDataView data, ImageColumn feature, ImageDecoding decoding, Action checkAlive)
{
    /// <summary>The most images whose size is read.</summary>
    public const int MaxImages = 128;

    /// <summary>The sizes; none if no image of the data can be read.</summary>
    public IReadOnlyList<ImageSize> Read()
    {
        long rows = data.CountRows();
        var sizes = Measure(EvenSample.Of(rows, MaxImages));
        // If every image of the sample is bad, those between them decide.
        return sizes.Count > 0 || rows <= MaxImages ? sizes : Measure(EvenSample.Of(rows, int.MaxValue));
    }

    private List<ImageSize> Measure(IEnumerable<long> rows)
    {
        var sizes = new List<ImageSize>();
        using var cursor = data.GetPlainRowCursor([feature.Column]);
        var cell = feature.CreateCell(cursor);
        using var wanted = rows.GetEnumerator();
        bool more = wanted.MoveNext();
        for (long row = 0; more && sizes.Count < MaxImages && cursor.MoveNext(); row++)
        {
            if (row != wanted.Current)
                continue;
            more = wanted.MoveNext();
            checkAlive();
            cell.Capture();
            try
            {
                sizes.Add(cell.Measure(decoding));
            }
            catch (BadImageException)
            {
                // What a bad image means is decided when all are read; of its size it says nothing.
            }
        }
        return sizes;
    }
}
