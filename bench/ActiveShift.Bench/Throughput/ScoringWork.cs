using ActiveShift.Bench.Images;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Bench.Throughput;

/// <summary>The network in ML.NET, and its two halves alone: decoding with preprocessing, and the engine.</summary>
internal sealed class ScoringWork : IDisposable
{
    /// <summary>Images that are kept decoded.</summary>
    private const int MostKept = 64;

    private readonly MLContext _context = new();
    private readonly ActiveShiftResNetTransformer _transformer;
    private readonly ITransformer _pipeline;
    private readonly PredictionEngine<EncodedImageRow, ScoredRow> _prediction;
    private readonly EncodedImageRow[] _encoded;
    private readonly InferenceEngine _engine;
    private readonly ThreadLocal<ImageReader> _readers;
    private readonly float[] _images, _logits;
    private readonly IReadOnlyList<string> _rows;
    private readonly int _files, _imageLength, _classes;

    public ScoringWork(PretrainedNetwork network, JpegFiles files, int count)
    {
        _files = files.Paths.Count;
        _rows = [.. files.Repeated(count)];
        Rows = _context.Data.LoadFromEnumerable(_rows.Select(path => new ImageFileRow { ImagePath = path }));
        _transformer = _context.Model.CreateActiveShiftResNet(network, featureColumnName: nameof(EncodedImageRow.Image));
        var loader = _context.Transforms.LoadRawImageBytes(nameof(EncodedImageRow.Image), "", nameof(ImageFileRow.ImagePath)).Fit(Rows);
        _pipeline = new TransformerChain<ITransformer>(loader, _transformer);
        _prediction = _context.Model.CreatePredictionEngine<EncodedImageRow, ScoredRow>(
            _transformer, new PredictionEngineOptions { OwnsTransformer = false });
        var preprocessor = new ImagePreprocessor(network.Preprocessing);
        _readers = new ThreadLocal<ImageReader>(() => new ImageReader(preprocessor, _imageLength), trackAllValues: true);
        _engine = new InferenceEngine(network.Weights);
        Kept = Math.Min(Math.Min(_files, count), MostKept);
        _encoded = [.. _rows.Take(Kept).Select(path => new EncodedImageRow { Image = File.ReadAllBytes(path) })];
        _imageLength = network.Spec.Channels * network.Spec.Height * network.Spec.Width;
        _classes = network.Spec.Classes;
        _images = new float[Kept * _imageLength];
        _logits = new float[Kept * _classes];
        for (int i = 0; i < Kept; i++)
            Decode(i);
    }

    public MLContext Context => _context;

    /// <summary>One row an image file.</summary>
    public IDataView Rows { get; }

    /// <summary>Number of different images that are decoded and scored without files.</summary>
    public int Kept { get; }

    public void Transform() => ScoredVectors.Read(_pipeline.Transform(Rows), "Score", (_, _) => { });

    /// <summary>Reads, decodes and preprocesses all rows, on all cores.</summary>
    public void DecodeAll() => Parallel.For(0, _rows.Count, i => _readers.Value!.Read(File.ReadAllBytes(_rows[i])));

    /// <summary>Scores as many decoded images, on all cores.</summary>
    public void ScoreAll()
    {
        for (int done = 0; done < _rows.Count; done += Kept)
        {
            int count = Math.Min(Kept, _rows.Count - done);
            _engine.Run(_images.AsSpan(0, count * _imageLength), count, _logits.AsSpan(0, count * _classes));
        }
    }

    /// <summary>Every kept image through a <c>PredictionEngine</c>.</summary>
    public void PredictEach()
    {
        var scored = new ScoredRow();
        foreach (var row in _encoded)
            _prediction.Predict(row, ref scored);
    }

    /// <summary>Decodes one image and scores it, then the next.</summary>
    public void DecodeAndScoreEach()
    {
        for (int i = 0; i < Kept; i++)
        {
            Decode(i);
            _engine.Run(_images.AsSpan(i * _imageLength, _imageLength), 1, _logits.AsSpan(i * _classes, _classes));
        }
    }

    /// <summary>Compares the scores of every row with those of the engine by itself, bit for bit.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public void Verify()
    {
        DecodeAndScoreEach();
        for (int i = 0; i < Kept; i++)
            Softmax.Apply(_logits.AsSpan(i * _classes, _classes));
        long rows = ScoredVectors.Read(_pipeline.Transform(Rows), "Score", (row, scores) =>
        {
            int image = (int)(row % _files);
            if (image < Kept && !scores.SequenceEqual(_logits.AsSpan(image * _classes, _classes)))
                throw new InvalidOperationException($"Row {row}: Transform gives other scores than the engine.");
        });
        if (rows != _rows.Count)
            throw new InvalidOperationException($"Transform gives {rows} rows of {_rows.Count}.");
        for (int i = 0; i < Kept; i++)
        {
            if (!_prediction.Predict(_encoded[i]).Score.AsSpan().SequenceEqual(_logits.AsSpan(i * _classes, _classes)))
                throw new InvalidOperationException($"Image {i}: PredictionEngine gives other scores than the engine.");
        }
    }

    public void Dispose()
    {
        _prediction.Dispose();
        _transformer.Dispose();
        _engine.Dispose();
        foreach (var reader in _readers.Values)
            reader.Dispose();
        _readers.Dispose();
    }

    private void Decode(int image) => _readers.Value!.Read(_encoded[image].Image).CopyTo(_images.AsSpan(image * _imageLength, _imageLength));
}
