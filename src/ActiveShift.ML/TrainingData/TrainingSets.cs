using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>What a training works on: the images of its data, and of its validation data or the part that is set aside for that.</summary>
internal sealed class TrainingSets : IDisposable
{
    private readonly ImageStore _store;

    private TrainingSets(ImageStore store, LabelColumn label, ImagePreprocessing preprocessing, TrainingImages training, TrainingImages? validation)
    {
        _store = store;
        Label = label;
        Preprocessing = preprocessing;
        Training = training;
        Validation = validation;
    }

    public LabelColumn Label { get; }

    public ImagePreprocessing Preprocessing { get; }

    public TrainingImages Training { get; }

    public TrainingImages? Validation { get; }

    /// <summary>Reads both.</summary>
    /// <exception cref="ArgumentException">The two sets of data don't fit together.</exception>
    /// <exception cref="InvalidOperationException">A row is bad, or no row is usable.</exception>
    public static TrainingSets Read(
        IHost host, IChannel channel, ActiveShiftResNetTrainer.Options options, int seed, IDataView trainData, IDataView? validationData)
    {
        var reader = new ImageReader(host, channel, options, trainData, isTrainedOn: true);
        var validationReader = validationData is null
            ? null
            : new ImageReader(host, channel, options, validationData, isTrainedOn: false);
        CheckSameClasses(options, reader.Label, validationReader?.Label);
        bool isFixed = reader.Feature.FixedSize is not null;
        var sized = Size(channel, options, reader);
        CheckSameSize(sized, validationReader?.Feature);

        var teacher = TeacherScores.Read(channel, options, trainData, reader.Label, reader.ThrowIfCanceled);

        bool withMargin = !isFixed && RecipeDecision.NeedsMargin(options, sized);
        var store = new ImageStore(MemoryBytes(options), options.ImageCacheDirectory ?? Path.GetTempPath());
        try
        {
            var all = reader.Read(new StoredView(sized, withMargin).Stored, store);
            var validation = validationReader?.Read(sized, store);
            var training = all;
            if (validationData is null && options.ValidationFraction > 0)
                (training, validation) = Split(all, options.ValidationFraction, seed);
            var preprocessing = options.InitialModel is null ? InputGeometry.Normalized(sized, training.Images) : sized;
            var view = new StoredView(preprocessing, withMargin);
            // A validation set of its own is kept as the network sees it.
            var validationView = validationReader is null ? view : new StoredView(preprocessing, withMargin: false);
            if (store.SpilledBytes > 0)
                channel.Info($"{store.SpilledBytes >> 20} MB of images don't fit into ImageCacheMegabytes and are in a temporary file.");
            return new TrainingSets(
                store, reader.Label, preprocessing,
                new TrainingImages(training.Images, training.Labels, view, TeacherScores.At(teacher, training.Rows)),
                validation is null
                    ? null
                    : new TrainingImages(validation.Images, validation.Labels, validationView, teacher: []));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Dispose() => _store.Dispose();

    /// <summary>Decides the size of the input, and says why where the images do.</summary>
    private static ImagePreprocessing Size(
        IChannel channel, ActiveShiftResNetTrainer.Options options, ImageReader reader)
    {
        if (reader.Feature.FixedSize is { } every)
            return InputGeometry.Preprocessing(options, every, isFixed: true);
        bool isSet = options.InitialModel is not null ||
            (options.ImageHeight is not null && options.ImageWidth is not null);
        var sizes = isSet ? [] : reader.SampleSizes();
        // Without a size nothing depends on it: it is set, or there is no image, of which reading the rows will tell.
        if (sizes.Count == 0)
            return InputGeometry.Preprocessing(options, new ImageSize(1, 1, 3), isFixed: false);
        var typical = new TypicalSize(sizes);
        var sized = InputGeometry.Preprocessing(options, typical.Size, isFixed: false);
        channel.Info(typical.Explain(sized));
        if (typical.WarnOfSpread(sized) is { } warning)
            channel.Warning(warning);
        return sized;
    }

    private static long MemoryBytes(ActiveShiftResNetTrainer.Options options) => options.ImageCacheMegabytes is { } megabytes
        ? (long)megabytes << 20
        : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    private static (ReadImages Training, ReadImages? Validation) Split(ReadImages all, double fraction, int seed)
    {
        var (left, taken) = StratifiedSplit.Of(all.Labels, fraction, seed);
        if (taken.Length == 0)
        {
            throw new InvalidOperationException(
                $"ValidationFraction is {fraction}, of which the {all.Labels.Count} images leave none: a class of n images gives round(n * fraction), and keeps one.");
        }
        return (all.At(left), all.At(taken));
    }

    private static void CheckSameClasses(ActiveShiftResNetTrainer.Options options, LabelColumn training, LabelColumn? validation)
    {
        if (validation is null)
            return;
        bool same = validation.Classes == training.Classes
            && (training.Values?.Names ?? []).SequenceEqual(validation.Values?.Names ?? []);
        if (!same)
        {
            throw new ArgumentException(
                $"The label column '{options.LabelColumnName}' has {training.Classes} classes in the training data and {validation.Classes} in the " +
                "validation data, or other names for them. Map both with the same fitted MapValueToKey.");
        }
    }

    /// <summary>Images are resized, but the pixels of a vector are taken as they are.</summary>
    private static void CheckSameSize(ImagePreprocessing training, ImageColumn? validation)
    {
        if (validation?.FixedSize is { } size && (size.Height, size.Width, size.Channels) != (training.Height, training.Width, training.Channels))
        {
            throw SchemaErrors.WrongPixelVector(validation.Column.Name, validation.Column.Type.ToString()!,
                $"In the validation data that is {size}; expected {training.Height}x{training.Width}x{training.Channels} as in the training data.");
        }
    }
}
