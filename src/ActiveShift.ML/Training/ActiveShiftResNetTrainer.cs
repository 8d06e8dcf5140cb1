using ActiveShift.Engine;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActiveShift.ML;

/// <summary>
/// Trains an AS-ResNet (Jeon &amp; Kim, "Constructing Fast Network through Deconstruction of Convolution", NIPS 2018) end to end on
/// images, as an ordinary trainer of an ML.NET pipeline.
/// </summary>
/// <remarks>
/// The classes are the values of the label's key. With a seed, training gives the same model bit for bit, on the same
/// machine and with the same number of threads. Rows are read once, up to 128 of them once more before where the images
/// decide the input's size, and all of them by the <see cref="Options.Teacher"/> where there is one; the images are
/// kept at the network's input size, in memory and beyond a budget in a temporary file
/// (<see cref="Options.ImageCacheMegabytes"/>).
/// </remarks>
public sealed partial class ActiveShiftResNetTrainer : ITrainerEstimator<ActiveShiftResNetTransformer, ActiveShiftResNetModel>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly int _seed;

    internal ActiveShiftResNetTrainer(IHostEnvironment environment, Options options)
    {
        _host = environment.Register(nameof(ActiveShiftResNetTrainer));
        _options = options.Copy();
        OptionChecks.Check(_options);
        // Drawn here and not in Fit: fitting twice gives the same model.
        _seed = _options.Seed ?? _options.Training?.Seed ?? environment.GetSeed()
            ?? Random.Shared.Next();
    }

    /// <summary>Needs no normalised features and no caching.</summary>
    public TrainerInfo Info => TrainerInfos.ReadsOnce;

    /// <summary>The schema that the trained transformer will give.</summary>
    /// <param name="inputSchema">The schema of the training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ImageColumn.Check(inputSchema, _options.FeatureColumnName);
        var labelValueType = LabelColumn.Check(inputSchema, _options.LabelColumnName);
        return OutputColumns.Shape(inputSchema, _options.ScoreColumnName, _options.PredictedLabelColumnName, labelValueType);
    }

    /// <summary>Trains on data, with the validation set of the options.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// A row is bad, no row is usable, the loss is no longer a number, or the GPU or the validation data that was asked
    /// for is not there.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The application has no libtorch that can be loaded, or <c>ACTIVESHIFT_INSTRUCTION_SET</c> cannot be followed.
    /// </exception>
    public ActiveShiftResNetTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains on data, with another validation set than that of the options.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">Data on which loss and accuracy are reported after every epoch, or null.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public ActiveShiftResNetTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        using var channel = _host.Start("Training");
        int? gpu = Gpu().Resolve("training", TorchGpu.WhyUnavailable, message => channel.Warning(message));
        CheckCalibration(validationData);

        using var sets = TrainingSets.Read(_host, channel, _options, _seed, trainData, validationData);
        var (training, preprocessing) = (sets.Training, sets.Preprocessing);
        var spec = InputGeometry.Network(_options, preprocessing, sets.Label.Classes);
        if (_options.ScoringPrecision == EnginePrecision.Int8)
            CompilerChecks.Int8(spec);
        var recipe = RecipeDecision.Decide(channel, _options, sets) with { Seed = _seed };
        WarnOfUnseenViews(channel, recipe.HorizontalFlip);
        string network = InputGeometry.Architecture(_options, preprocessing)?.ToString() ?? nameof(Options.InitialModel);
        channel.Info($"Training {network} on {training.Count} images of {spec.Height}x{spec.Width}x{spec.Channels}, {spec.Classes} classes, " +
            $"{spec.ParameterCount} parameters, seed {_seed}. " +
            (gpu is null ? $"Active shift: {ActiveShiftBackend.Name}. {ActiveShiftBackend.Reason}" : $"On GPU {gpu}, in {recipe.Precision}. {ActiveShiftBackend.Cuda.Reason}"));

        using var progress = new ProgressReport(_host, channel, _options.MetricsCallback, recipe.ReportBatches);
        // Batches are always reported: between them is where ML.NET's own cancellation is looked for.
        var result = NetworkTrainer.Train(
            spec, training, sets.Validation, recipe with { GpuDeviceId = gpu, ReportBatches = true }, progress.Report,
            _options.InitialModel?.Weights, _options.CancellationToken);

        var model = new ActiveShiftResNetModel(
            result.Weights, preprocessing, _options.PixelLayout, _options.BadImagesInScoring, sets.Label.Values, Facts(training.Count, recipe, result),
            Calibrate(channel, result.Weights, training, recipe.Threads));
        model = CalibrateScores(channel, model.With(_options.TestTimeAugmentation), sets.Validation);
        return new ActiveShiftResNetTransformer(_host, model, new ModelColumns
        {
            Feature = _options.FeatureColumnName,
            Score = _options.ScoreColumnName,
            PredictedLabel = _options.PredictedLabelColumnName,
        });
    }

    private ActivationStatistics? Calibrate(IChannel channel, NetworkWeights weights, TrainingImages training, int threads)
    {
        if (_options.ScoringPrecision != EnginePrecision.Int8)
            return null;
        var spec = weights.Spec;
        var statistics = ActivationStatistics.Measure(
            weights, training.Sample(Options.MaxCalibrationImages, spec.Channels * spec.Height * spec.Width), Math.Min(threads, EngineThreads.Max));
        channel.Info($"The model scores in 8 bits, calibrated on {Math.Min(training.Count, Options.MaxCalibrationImages)} training images.");
        return statistics;
    }

    private TrainingFacts Facts(int images, TrainingOptions recipe, TrainingResult result) => new()
    {
        Images = images,
        Epochs = result.Epoch,
        BatchSize = recipe.BatchSize,
        Seed = _seed,
        Loss = result.Metrics.Loss,
        Accuracy = result.Metrics.Accuracy,
        ValidationAccuracy = result.Metrics.ValidationAccuracy,
    };

    /// <summary>
    /// What the options say rules over what the context says. No recipe that is chosen says anything of it.
    /// </summary>
    private GpuRequest Gpu()
    {
        var context = _host.GetGpuRequest();
        context = context with { FallbackToCpu = _options.Training?.FallbackToCpu ?? context.FallbackToCpu };
        return _options.Training?.GpuDeviceId is { } id
            ? context with { Id = id, Setting = $"Options.{nameof(Options.Training)}.{nameof(TrainingOptions.GpuDeviceId)}" }
            : context;
    }
}
