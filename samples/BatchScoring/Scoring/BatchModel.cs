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
    private readonly SchemaDefinition _columns = SchemaDefinition.Create(typeof(ImageRow));
    private readonly ActiveShiftResNetTransformer _network;
    private readonly ActiveShiftResNetTransformer _strict;
    private readonly IReadOnlyList<string> _labels;

    /// <param name="file">The model.</param>
    /// <exception cref="InvalidDataException">The file is no model, or not one that takes image files.</exception>
    public BatchModel(string file)
    {
        using var loaded = ModelFile.Load(_context, file);
        // One that goes on after a bad image, and one that says what is wrong with it.
        _network = loaded.WithBadImages(BadImageScoring.Missing);
        _strict = loaded.WithBadImages(BadImageScoring.Error);
        int classes = _network.Model.Network.Classes;
        _labels = _network.Model.ClassNames is { Count: > 0 } names
            ? names
            : [.. Enumerable.Range(0, classes).Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        foreach (var column in _columns)
            column.ColumnName = column.MemberName == nameof(ImageRow.Image) ? _network.FeatureColumnName : NameOf(column.MemberName);
    }

    public int Classes => _labels.Count;

    /// <summary>Scores rows, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="top">Number of classes wanted of each.</param>
    public IEnumerable<(long Index, ScoredImage Row)> Score(IEnumerable<ImageRow> rows, int top)
    {
        var data = _context.Data.LoadFromEnumerable(rows, _columns);
        var scored = _network.Transform(data);
        // The schema is that of the input, then the scores, then the predicted label.
        var scores = scored.Schema[data.Schema.Count];
        using var cursor = scored.GetRowCursor(scored.Schema.Where(column => column.Index <= scores.Index));
        var getIndex = cursor.GetGetter<long>(scored.Schema[NameOf(nameof(ImageRow.Index))]);
        var getId = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema[NameOf(nameof(ImageRow.Id))]);
        var getError = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema[NameOf(nameof(ImageRow.Error))]);
        var getImage = cursor.GetGetter<VBuffer<byte>>(scored.Schema[_network.FeatureColumnName]);
        var getScores = cursor.GetGetter<VBuffer<float>>(scores);
        long index = 0;
        ReadOnlyMemory<char> id = default, error = default;
        VBuffer<byte> image = default;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            getIndex(ref index);
            getId(ref id);
            getScores(ref values);
            if (!float.IsNaN(values.GetValues()[0]))
            {
                yield return (index, new ScoredImage(id.ToString(), Top(values.GetValues(), top), Error: null));
                continue;
            }
            getError(ref error);
            getImage(ref image);
            yield return (index, new ScoredImage(id.ToString(), [], error.IsEmpty ? Reason([.. image.DenseValues()]) : error.ToString()));
        }
    }

    public void Dispose()
    {
        _network.Dispose();
        _strict.Dispose();
    }

    private static string NameOf(string member) => "BatchScoring." + member;

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
        var data = _context.Data.LoadFromEnumerable([new ImageRow { Image = image }], _columns);
        var scored = _strict.Transform(data);
        var column = scored.Schema[data.Schema.Count];
        using var cursor = scored.GetRowCursor([column]);
        var get = cursor.GetGetter<VBuffer<float>>(column);
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
