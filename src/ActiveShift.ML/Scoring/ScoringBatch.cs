using System.Buffers;
using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>The images of some rows: what was read of them, their scores, and what went wrong.</summary>
internal sealed class ScoringBatch
{
    private readonly BoundScorer _scorer;
    private readonly ImageCell[] _cells;
    private readonly Func<string?> _path;
    private readonly string?[] _files;
    private readonly BadImageException?[] _errors;
    private readonly float[] _scores;
    private readonly int _imageLength;
    private readonly int _classes;

    public ScoringBatch(BoundScorer scorer, DataViewRow input, int capacity)
    {
        _scorer = scorer;
        var network = scorer.Model.Network;
        _imageLength = network.Channels * network.Height * network.Width;
        _classes = network.Classes;
        _cells = scorer.Feature.CreateCells(input, capacity);
        _path = PathColumn.CreateGetter(input, scorer.Path);
        _files = new string?[capacity];
        _errors = new BadImageException?[capacity];
        _scores = new float[capacity * _classes];
    }

    /// <summary>Takes over the feature of the input's current row.</summary>
    /// <returns>The bytes that are held for it.</returns>
    public long Capture(int slot)
    {
        _cells[slot].Capture();
        _files[slot] = _path();
        _errors[slot] = null;
        return _cells[slot].HeldBytes;
    }

    /// <summary>Decodes and scores the first <paramref name="count"/> rows on all processors.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Score(int count, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        var network = _scorer.Network;
        if (network.RunsSideBySide && count >= parallel.MaxDegreeOfParallelism)
        {
            ScoreApart(network, count, parallel);
            return;
        }
        int together = Math.Max(1, network.MaxInputBytes / (_imageLength * sizeof(float)));
        for (int first = 0; first < count; first += together)
            ScoreTogether(network, first, Math.Min(together, count - first), parallel);
    }

    /// <summary>The scores of a row.</summary>
    /// <param name="slot">Its place in the batch.</param>
    /// <param name="position">Its place in the data, for the error.</param>
    /// <exception cref="InvalidOperationException">The image is bad, and the model says that this is an error.</exception>
    public ReadOnlySpan<float> Scores(int slot, long position)
    {
        if (_errors[slot] is { } error && _scorer.Model.BadImages == BadImageScoring.Error)
            throw RowErrors.BadImage(error, _scorer.Feature.Column.Name, position, _cells[slot].Source ?? _files[slot]);
        return ScoresOf(slot);
    }

    /// <summary>Each image from the file to the scores on one thread, while it is in that core's cache: nothing waits for anything.</summary>
    private void ScoreApart(INetworkScorer network, int count, ParallelOptions parallel) => Parallel.For(
        0, count, parallel,
        () => ArrayPool<float>.Shared.Rent(_imageLength),
        (slot, _, buffer) =>
        {
            var image = buffer.AsSpan(0, _imageLength);
            if (TryReadInput(slot, image))
            {
                network.Logits(image, 1, ScoresOf(slot), threads: 1);
                Softmax.Apply(ScoresOf(slot), _scorer.Model.Temperature);
            }
            return buffer;
        },
        buffer => ArrayPool<float>.Shared.Return(buffer));

    /// <summary>All images decoded, then all scored in one call that uses all processors.</summary>
    private void ScoreTogether(INetworkScorer network, int first, int count, ParallelOptions parallel)
    {
        float[] images = ArrayPool<float>.Shared.Rent(count * _imageLength);
        float[] logits = ArrayPool<float>.Shared.Rent(count * _classes);
        try
        {
            Parallel.For(0, count, parallel, i => TryReadInput(first + i, images.AsSpan(i * _imageLength, _imageLength)));

            // Good rows move together, so that a bad one costs nothing and cannot get another's scores.
            int[] good = [.. Enumerable.Range(0, count).Where(i => _errors[first + i] is null)];
            for (int to = 0; to < good.Length; to++)
            {
                if (good[to] != to)
                    images.AsSpan(good[to] * _imageLength, _imageLength).CopyTo(images.AsSpan(to * _imageLength));
            }
            if (good.Length > 0)
                network.Logits(images.AsSpan(0, good.Length * _imageLength), good.Length, logits.AsSpan(0, good.Length * _classes));
            for (int from = 0; from < good.Length; from++)
            {
                var scores = ScoresOf(first + good[from]);
                logits.AsSpan(from * _classes, _classes).CopyTo(scores);
                Softmax.Apply(scores, _scorer.Model.Temperature);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(images);
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private bool TryReadInput(int slot, Span<float> image)
    {
        try
        {
            _cells[slot].ReadInput(_scorer.Preprocessor, image);
            return true;
        }
        catch (BadImageException e)
        {
            _errors[slot] = e;
            ScoresOf(slot).Fill(float.NaN);
            return false;
        }
    }

    private Span<float> ScoresOf(int slot) => _scores.AsSpan(slot * _classes, _classes);
}
