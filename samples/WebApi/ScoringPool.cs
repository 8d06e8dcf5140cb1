using System.Collections.Concurrent;
using ActiveShift;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace WebApi;

/// <summary>Scores pictures for any number of threads, as many at a time as there are scorers; others wait their turn.</summary>
/// <remarks>
/// A <see cref="PredictionEngine{TSrc, TDst}"/> serves one thread at a time, so there are several. They share the transformer and with it the
/// network: an engine costs the memory of one decoded picture.
/// </remarks>
internal sealed class ScoringPool : IDisposable
{
    private readonly ServedModel _model;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<PredictionEngine<EncodedPicture, Scores>> _idle = [];

    public ScoringPool(ServedModel model, int scorers)
    {
        _model = model;
        _free = new SemaphoreSlim(scorers);
        for (int i = 0; i < scorers; i++)
            _idle.Add(CreateEngine());
    }

    /// <param name="encoded">A picture's file.</param>
    /// <param name="cancellation">Ends the wait for a scorer.</param>
    /// <returns>The probability of each class.</returns>
    /// <exception cref="BadImageException">The file is not a whole picture.</exception>
    public async Task<float[]> ScoreAsync(byte[] encoded, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return Score(encoded);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var engine))
            engine.Dispose();
        _free.Dispose();
    }

    private float[] Score(byte[] encoded)
    {
        _ = _idle.TryTake(out var engine);
        ObjectDisposedException.ThrowIf(engine is null, this);
        try
        {
            float[] scores = engine.Predict(new EncodedPicture { Image = encoded }).Score;
            // A model made with BadImageScoring.Missing does not say what is wrong.
            return float.IsNaN(scores[0])
                ? throw new BadImageException(BadImageReason.Corrupt, $"The {encoded.Length} bytes do not decode to a whole picture.")
                : scores;
        }
        catch (InvalidOperationException e) when (e.InnerException is BadImageException reason)
        {
            throw reason;
        }
        finally
        {
            _idle.Add(engine);
        }
    }

    private PredictionEngine<EncodedPicture, Scores> CreateEngine()
    {
        var transformer = _model.Transformer;
        var input = SchemaDefinition.Create(typeof(EncodedPicture));
        input[nameof(EncodedPicture.Image)].ColumnName = transformer.FeatureColumnName;
        var rows = _model.Context.Data.LoadFromEnumerable(Array.Empty<EncodedPicture>(), input);
        var output = SchemaDefinition.Create(typeof(Scores));
        // Scoring adds two columns behind those of the rows: the scores and the predicted label.
        output[nameof(Scores.Score)].ColumnName = transformer.GetOutputSchema(rows.Schema)[rows.Schema.Count].Name;
        return _model.Context.Model.CreatePredictionEngine<EncodedPicture, Scores>(
            transformer, new PredictionEngineOptions { InputSchemaDefinition = input, OutputSchemaDefinition = output, OwnsTransformer = false });
    }

    private sealed class EncodedPicture
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
