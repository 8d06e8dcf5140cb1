using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>The rows of one batch: what was read of them, their scores, and what went wrong.</summary>
internal sealed class ScoringBatch
{
    /// <summary>Enough rows to keep a batched network busy, but not more than 8 MB of input.</summary>
    private const int MaxRows = 64;
    private const int MaxInputBytes = 8 << 20;

    private readonly BoundScorer _scorer;
    private readonly ImageCell[] _cells;
    private readonly Func<string?> _path;
    private readonly string?[] _files;
    private readonly BadImageException?[] _errors;
    private readonly float[] _images;
    private readonly float[] _logits;
    private readonly float[] _scores;
    private readonly int _imageLength;
    private readonly int _classes;

    public ScoringBatch(BoundScorer scorer, DataViewRow input)
    {
        _scorer = scorer;
        var network = scorer.Model.Network;
        _imageLength = network.Channels * network.Height * network.Width;
        _classes = network.Classes;
        Capacity = Math.Clamp(MaxInputBytes / (_imageLength * sizeof(float)), 1, MaxRows);
        _cells = scorer.Feature.CreateCells(input, Capacity);
        _path = PathColumn.CreateGetter(input, scorer.Path);
        _files = new string?[Capacity];
        _errors = new BadImageException?[Capacity];
        _images = new float[Capacity * _imageLength];
        _logits = new float[Capacity * _classes];
        _scores = new float[Capacity * _classes];
    }

    public int Capacity { get; }

    /// <summary>Takes over the feature of the input's current row.</summary>
    /// <returns>The bytes that are held for it.</returns>
    public long Capture(int slot)
    {
        _cells[slot].Capture();
        _files[slot] = _path();
        _errors[slot] = null;
        return _cells[slot].HeldBytes;
    }

    /// <summary>Decodes and scores the first <paramref name="count"/> rows.</summary>
    public void Score(int count)
    {
        Parallel.For(0, count, i =>
        {
            try
            {
                _cells[i].ReadInput(_scorer.Preprocessor, _images.AsSpan(i * _imageLength, _imageLength));
            }
            catch (BadImageException e)
            {
                _errors[i] = e;
            }
        });

        // Good rows move together, so that a bad one costs nothing and cannot get another's scores.
        int good = 0;
        for (int i = 0; i < count; i++)
        {
            if (_errors[i] is not null)
                continue;
            if (i != good)
                _images.AsSpan(i * _imageLength, _imageLength).CopyTo(_images.AsSpan(good * _imageLength));
            good++;
        }
        if (good > 0)
            _scorer.Network.Logits(_images.AsSpan(0, good * _imageLength), good, _logits.AsSpan(0, good * _classes));
        for (int i = 0, from = 0; i < count; i++)
        {
            var scores = _scores.AsSpan(i * _classes, _classes);
            if (_errors[i] is not null)
            {
                scores.Fill(float.NaN);
                continue;
            }
            _logits.AsSpan(from++ * _classes, _classes).CopyTo(scores);
            Softmax.Apply(scores);
        }
    }

    /// <summary>The scores of a row.</summary>
    /// <param name="slot">Its place in the batch.</param>
    /// <param name="position">Its place in the data, for the error.</param>
    /// <exception cref="InvalidOperationException">The image is bad, and the model says that this is an error.</exception>
    public ReadOnlySpan<float> Scores(int slot, long position)
    {
        if (_errors[slot] is { } error && _scorer.Model.BadImages == BadImageScoring.Error)
            throw RowErrors.BadImage(error, _scorer.Feature.Column.Name, position, _cells[slot].Source ?? _files[slot]);
        return _scores.AsSpan(slot * _classes, _classes);
    }
}
