using System.Collections.Concurrent;
using System.Globalization;
using ActiveShift;
using ActiveShift.ML;
using BatchScoring.Input;
using BatchScoring.Output;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BatchScoring.Scoring;

/// <summary>A saved model, scoring rows as a stream: what ML.NET's Transform reads ahead is all that is held.</summary>
internal sealed class BatchModel : IDisposable
{
    private readonly MLContext _context = new();
    private readonly ActiveShiftResNetTransformer _network;
    private readonly ActiveShiftResNetTransformer _strict;
    private readonly IReadOnlyList<string> _labels;

    /// <param name="file">The model.</param>
    /// <exception cref="InvalidDataException">The file is no model, or not one that takes image files.</exception>
    public BatchModel(string file)
    {
        using var loaded = ModelFile.Load(_context, file, out string digest);
        Digest = digest;
        // One that goes on after a bad image, and one that says what is wrong with it.
        _network = loaded.WithBadImages(BadImageScoring.Missing);
        _strict = loaded.WithBadImages(BadImageScoring.Error);
        int classes = _network.Model.Network.Classes;
        _labels = _network.Model.ClassNames is { Count: > 0 } names
            ? names
            : [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>SHA-256, in hexadecimal, of the file that was loaded.</summary>
    public string Digest { get; }

    public int Classes => _labels.Count;

    /// <summary>Scores rows, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="top">Number of classes wanted of each.</param>
    public IEnumerable<(long Index, ScoredImage Row)> Score(IEnumerable<ImageRow> rows, int top)
    {
        // Only the images go through ML.NET: for every other column it would keep a copy, and for the image itself a
        // second one.
        var inWork = new ConcurrentQueue<ImageRow>();
        using var cursor = OpenScores(_network, rows.Select(row =>
        {
            inWork.Enqueue(row);
            return row.Image;
        }));
        var getScores = cursor.GetGetter<VBuffer<float>>(cursor.Schema[EncodedImages.Columns]);
        VBuffer<float> values = default;
        while (cursor.MoveNext() && inWork.TryDequeue(out var row))
        {
            getScores(ref values);
            yield return (row.Index, ScoredImage(row, values.GetValues(), top));
        }
    }

    public void Dispose()
    {
        _network.Dispose();
        _strict.Dispose();
    }

    /// <summary>The scores alone, which stand after the columns of the input.</summary>
    private static DataViewRowCursor OpenScores(ActiveShiftResNetTransformer network, IEnumerable<byte[]> images)
    {
        var scored = network.Transform(new EncodedImages(network.FeatureColumnName, images));
        return scored.GetRowCursor([scored.Schema[EncodedImages.Columns]]);
    }

    private ScoredImage ScoredImage(ImageRow row, ReadOnlySpan<float> scores, int top)
    {
        if (!float.IsNaN(scores[0]))
            return new ScoredImage(row.Id, Top(scores, top), Error: null);
        return new ScoredImage(row.Id, [], row.Error.Length > 0 ? row.Error : Reason(row.Image));
    }

    private ClassProbability[] Top(ReadOnlySpan<float> scores, int count)
    {
        int[] best = TopClasses.Of(scores, count);
        var top = new ClassProbability[best.Length];
        for (int i = 0; i < best.Length; i++)
            top[i] = new ClassProbability(_labels[best[i]], scores[best[i]]);
        return top;
    }

    /// <summary>Says why an image has no scores, by scoring it once more where that is an error.</summary>
    private string Reason(byte[] image)
    {
        using var cursor = OpenScores(_strict, [image]);
        var get = cursor.GetGetter<VBuffer<float>>(cursor.Schema[EncodedImages.Columns]);
        VBuffer<float> values = default;
        try
        {
            cursor.MoveNext();
            get(ref values);
        }
        catch (InvalidOperationException e) when (e.InnerException is BadImageException bad)
        {
            return bad.Message;
        }
        return "The network gives this image no finite scores.";
    }
}
