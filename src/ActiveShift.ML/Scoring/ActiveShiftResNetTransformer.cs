using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// A trained AS-ResNet: adds a column of class probabilities and one with the predicted label. It is made by
/// <see cref="ActiveShiftResNetTrainer"/>, by <c>mlContext.Model.Load</c>, or by <c>mlContext.Model.LoadActiveShiftCaffe</c>.
/// </summary>
/// <remarks>
/// Safe to use from several threads. It holds native memory: dispose it, or whatever owns it (a <c>PredictionEngine</c> and a
/// <c>TransformerChain</c> dispose their transformers).
/// </remarks>
public sealed class ActiveShiftResNetTransformer : ISingleFeaturePredictionTransformer<ActiveShiftResNetModel>, IDisposable
{
    private readonly IHost _host;
    private readonly Lazy<INetworkScorer> _network;
    private volatile bool _disposed;

    internal ActiveShiftResNetTransformer(IHostEnvironment environment, ActiveShiftResNetModel model, ModelColumns columns)
    {
        _host = environment.Register(nameof(ActiveShiftResNetTransformer));
        Model = model;
        Columns = columns;
        Preprocessor = new ImagePreprocessor(model.Preprocessing);
        _network = new Lazy<INetworkScorer>(() => NetworkScorer.Create(model, _host.GetGpuRequest(), Warn));
    }

    /// <summary>What was trained.</summary>
    public ActiveShiftResNetModel Model { get; }

    /// <summary>Name of the column that images are read from.</summary>
    public string FeatureColumnName => Columns.Feature;

    /// <summary>
    /// The type of the feature column in the form that ML.NET's image trainer uses; <see cref="MLImage"/> and pixel vectors of the
    /// network's size are read as well.
    /// </summary>
    public DataViewType FeatureColumnType { get; } = new VectorDataViewType(NumberDataViewType.Byte);

    /// <summary>Always true: every row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    internal ModelColumns Columns { get; }

    internal ImagePreprocessor Preprocessor { get; }

    internal INetworkScorer Network
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _network.Value;
        }
    }

    /// <summary>The schema after scoring: all input columns, then the scores, then the predicted label.</summary>
    /// <param name="inputSchema">The schema of the data to score.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>Scores data, lazily and in batches. The order of the rows is kept.</summary>
    /// <param name="input">The data to score.</param>
    /// <remarks>
    /// Where the context that trained or loaded this has a <c>GpuDeviceId</c>, rows are scored on that GPU by libtorch, which must be one with
    /// CUDA; reading the scores fails where it is not there, unless <c>FallbackToCpu</c> is set. A model of 8 bits is always scored on the CPU.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of a wrong type.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image on the CPU takes more memory than this process may have.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ScoringDataView(_host, input, BindToScore(input.Schema));
    }

    /// <summary>Scores single rows, as a <c>PredictionEngine</c> does.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of a wrong type.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image on the CPU takes more memory than this process may have.
    /// </exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ScoringRowMapper(BindToScore(inputSchema));
    }

    /// <summary>
    /// Makes a transformer that does the same in 8 bits: faster, and slightly less exact. It is independent of this one, and saves and loads
    /// as any other.
    /// </summary>
    /// <param name="calibrationImages">
    /// Images like those to be scored, from which the ranges of the activations are taken; labels are not needed. Training images do well, the
    /// images that accuracy is measured on should be others.
    /// </param>
    /// <param name="maxImages">
    /// How many of them are used at most, evenly spread over the rows; at least 1. Default 256; 1,024 did no better on
    /// CIFAR-10.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The feature column is missing or of a wrong type, or <paramref name="maxImages"/> is below 1.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are no images, or one of those chosen cannot be decoded.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// <c>ACTIVESHIFT_INSTRUCTION_SET</c> names a version of the engine that is unknown or can't run here.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image on the CPU takes more memory than this process may have.
    /// </exception>
    public ActiveShiftResNetTransformer Quantize(IDataView calibrationImages, int maxImages = CalibrationRows.DefaultMax)
    {
        ArgumentNullException.ThrowIfNull(calibrationImages);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxImages, 1);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var rows = new CalibrationRows(_host, BindToScore(calibrationImages.Schema), calibrationImages);
        var statistics = ActivationStatistics.Measure(Model.Weights, rows.Read(maxImages));
        return new ActiveShiftResNetTransformer(_host, Model.Quantized(statistics), Columns);
    }

    /// <summary>
    /// Makes a transformer that scores the same and does what is asked for with images that cannot be decoded, whatever this one does with
    /// them. It is independent of this one but for the weights, which are not copied, and saves and loads as any other.
    /// </summary>
    /// <param name="badImages">What scoring does with an image that cannot be decoded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="badImages"/> is neither Error nor Missing.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public ActiveShiftResNetTransformer WithBadImages(BadImageScoring badImages)
    {
        if (!Enum.IsDefined(badImages))
            throw new ArgumentOutOfRangeException(nameof(badImages), badImages, "badImages must be Error or Missing.");
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ActiveShiftResNetTransformer(_host, Model.With(badImages), Columns);
    }

    /// <summary>
    /// Makes a transformer that scores the same and decodes images in another way: an older model that turns photographs upright
    /// (<see cref="ImageDecoding.Default"/>), or one that takes larger images (<see cref="ImageDecoding.MaxPixels"/>). It is independent of this one but
    /// for the weights, which are not copied, and saves and loads as any other. A network is best at images that are decoded as in its training.
    /// </summary>
    /// <param name="decoding">How the files of images become pixels.</param>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public ActiveShiftResNetTransformer WithImageDecoding(ImageDecoding decoding)
    {
        ArgumentNullException.ThrowIfNull(decoding);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ActiveShiftResNetTransformer(_host, Model.With(decoding), Columns);
    }

    /// <summary>
    /// Makes a transformer whose probabilities are right as often as they say: by a temperature that is fitted on
    /// labelled images, and which does not change the predicted classes. It is independent of this one but for the
    /// weights, which are not copied, and saves and loads as any other. Call it after <see cref="Quantize"/> and
    /// <see cref="WithTestTimeAugmentation"/>, each of which wants its own.
    /// </summary>
    /// <param name="labelled">
    /// Images like those to be scored, that the network was not trained on, with their labels; the columns as in
    /// training. A hundred do, a thousand do better.
    /// </param>
    /// <param name="labelColumnName">
    /// Column of the class: a key with the model's classes, as the pipeline of the training maps it.
    /// </param>
    /// <param name="maxImages">
    /// How many of them are used at most, evenly spread over the rows; at least 1. Default 10,000.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of a wrong type, the label has other classes, or <paramref name="maxImages"/> is below 1.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are no images, or one of those chosen has no label or cannot be decoded.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image on the CPU takes more memory than this process may have.
    /// </exception>
    public ActiveShiftResNetTransformer Calibrate(
        IDataView labelled, string labelColumnName = "Label", int maxImages = ScoreCalibrator.DefaultMax)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxImages, 1);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var images = new CalibrationRows(_host, BindToScore(labelled.Schema), labelled).Read(maxImages);
        int[] labels = new LabelledRows(labelled, labelColumnName, Model).Read(maxImages);
        using var channel = _host.Start("Calibration");
        var model = new ScoreCalibrator(Network, channel).Calibrate(Model, images, labels, "labelled images");
        return new ActiveShiftResNetTransformer(_host, model, Columns);
    }

    /// <summary>
    /// Makes a transformer with another temperature: see <see cref="ActiveShiftResNetModel.Temperature"/>. It is
    /// independent of this one but for the weights, which are not copied, and saves and loads as any other.
    /// </summary>
    /// <param name="temperature">
    /// What the logits are divided by, from 0.01 to 100; 1 for the network's own probabilities. <see cref="Calibrate"/>
    /// finds the right one.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public ActiveShiftResNetTransformer WithTemperature(double temperature)
    {
        if (!ActiveShiftResNetModel.IsTemperature(temperature))
        {
            throw new ArgumentOutOfRangeException(
                nameof(temperature), temperature,
                $"temperature must be from {ActiveShiftResNetModel.TemperatureRange}.");
        }
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ActiveShiftResNetTransformer(_host, Model.WithTemperature(temperature), Columns);
    }

    /// <summary>
    /// Makes a transformer that scores other views of an image. It is independent of this one but for the weights,
    /// which are not copied, and saves and loads as any other.
    /// </summary>
    /// <param name="augmentation">Which views; their logits are averaged.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="augmentation"/> is neither None nor HorizontalFlip.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public ActiveShiftResNetTransformer WithTestTimeAugmentation(TestTimeAugmentation augmentation)
    {
        if (!Enum.IsDefined(augmentation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(augmentation), augmentation, "augmentation must be None or HorizontalFlip.");
        }
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ActiveShiftResNetTransformer(_host, Model.With(augmentation), Columns);
    }

    /// <summary>Frees the network. Later calls of <see cref="Transform"/> and of mappers made before fail.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_network.IsValueCreated)
            _network.Value.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ModelRepository.Save(ctx, Model, Columns);

    private void Warn(string message)
    {
        using var channel = _host.Start("Scoring");
        channel.Warning(message);
    }

    /// <summary>Scoring takes memory for an image before it makes the network.</summary>
    private BoundScorer BindToScore(DataViewSchema input)
    {
        if (_host.GetGpuRequest().Id is null)
            ScoringMemory.Check(Model.Network, Model.ScoringPrecision, ScoringMemory.Available);
        return Bind(input);
    }

    private BoundScorer Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new BoundScorer(this, input);
    }
}
