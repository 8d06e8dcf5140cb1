using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>The images of a data view as the network takes them, for calibration.</summary>
internal sealed class CalibrationRows(IHostEnvironment environment, BoundScorer scorer, IDataView data)
{
    /// <summary>How many images calibration uses unless told otherwise.</summary>
    public const int DefaultMax = 256;

    /// <summary>Images to take at once: one for each processor, while they do not fill the memory.</summary>
    public static int ImagesAtOnce(int imageLength) => Math.Clamp((64 << 20) / (imageLength * sizeof(float)), 1, Environment.ProcessorCount);

    /// <summary>An even sample of the images, some at once. An item is valid until the next one.</summary>
    /// <param name="most">How many images at most.</param>
    /// <exception cref="InvalidOperationException">There are none, or one of the sample cannot be decoded.</exception>
    public IEnumerable<ReadOnlyMemory<float>> Read(int most)
    {
        long rows = data.CountRows();
        if (rows == 0)
            throw new InvalidOperationException("The calibration data has no rows; expected at least one image.");
        DataViewSchema.Column[] columns = scorer.Path is { } path
            ? [scorer.Feature.Column, path]
            : [scorer.Feature.Column];
        using var cursor = data.GetImageCursor(columns, scorer.Feature, passesOverBadImages: false);
        var batch = new Batch(scorer, cursor);
        using var wanted = EvenSample.Of(rows, most).GetEnumerator();
        bool more = wanted.MoveNext();
        for (long row = 0; more && cursor.MoveNext(); row++)
        {
            if (row != wanted.Current)
                continue;
            batch.Capture(cursor.Position);
            more = wanted.MoveNext();
            if (!batch.IsFull && more)
                continue;
            environment.ThrowIfCanceled();
            yield return batch.Decode();
        }
        if (more)
            throw new InvalidOperationException($"The calibration data gave fewer rows than the {rows} it had when they were counted.");
    }

    /// <summary>Images on their way from the cursor to the network.</summary>
    private sealed class Batch
    {
        private readonly BoundScorer _scorer;
        private readonly ImageCell[] _cells;
        private readonly Func<string?> _path;
        private readonly string?[] _files;
        private readonly long[] _positions;
        private readonly BadImageException?[] _errors;
        private readonly float[] _images;
        private readonly int _imageLength;
        private int _count;

        public Batch(BoundScorer scorer, DataViewRow row)
        {
            _scorer = scorer;
            var network = scorer.Model.Network;
            _imageLength = network.Channels * network.Height * network.Width;
            int capacity = ImagesAtOnce(_imageLength);
            _cells = scorer.Feature.CreateCells(row, capacity);
            _path = PathColumn.CreateGetter(row, scorer.Path);
            _files = new string?[capacity];
            _positions = new long[capacity];
            _errors = new BadImageException?[capacity];
            _images = new float[capacity * _imageLength];
        }

        public bool IsFull => _count == _cells.Length;

        public void Capture(long position)
        {
            _cells[_count].Capture();
            _files[_count] = _path();
            _positions[_count++] = position;
        }

        /// <summary>Decodes what was captured, and starts anew.</summary>
        public ReadOnlyMemory<float> Decode()
        {
            int count = _count;
            _count = 0;
            Parallel.For(0, count, i =>
            {
                try
                {
                    _errors[i] = null;
                    _cells[i].ReadInput(_scorer.Preprocessor, _images.AsSpan(i * _imageLength, _imageLength));
                }
                catch (BadImageException error)
                {
                    _errors[i] = error;
                }
            });
            int bad = Array.FindIndex(_errors, 0, count, error => error is not null);
            return bad < 0
                ? _images.AsMemory(0, count * _imageLength)
                : throw RowErrors.BadImage(_errors[bad]!, _scorer.Feature.Column.Name, _positions[bad], _cells[bad].Source ?? _files[bad]);
        }
    }
}
