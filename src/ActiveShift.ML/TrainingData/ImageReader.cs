using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Reads the labelled images of a data view: one pass, decoded on all cores, in the order of the rows.</summary>
internal sealed class ImageReader
{
    private readonly IHost _host;
    private readonly IChannel _channel;
    private readonly ActiveShiftResNetTrainer.Options _options;
    private readonly IDataView _data;
    private readonly string _what;
    private readonly bool _isTrainedOn;
    private readonly DataViewSchema.Column? _path;

    /// <param name="host">Where to look for cancellation.</param>
    /// <param name="channel">Where to say what was skipped.</param>
    /// <param name="options">The trainer's options.</param>
    /// <param name="data">The data.</param>
    /// <param name="isTrainedOn">Whether it is the training data, and not the validation data.</param>
    public ImageReader(
        IHost host, IChannel channel, ActiveShiftResNetTrainer.Options options, IDataView data, bool isTrainedOn)
    {
        _host = host;
        _channel = channel;
        _options = options;
        _data = data;
        _what = isTrainedOn ? "training" : "validation";
        _isTrainedOn = isTrainedOn;
        Label = LabelColumn.Bind(data.Schema, options.LabelColumnName);
        Feature = ImageColumn.Bind(data.Schema, options.FeatureColumnName,
            new PixelVectorFormat(options.PixelLayout, options.ImageHeight, options.ImageWidth, options.ImageChannels));
        _path = PathColumn.Find(data.Schema);
    }

    public LabelColumn Label { get; }

    public ImageColumn Feature { get; }

    /// <summary>The sizes of some images, each of which has its own; none if no image can be read.</summary>
    public IReadOnlyList<ImageSize> SampleSizes() =>
        new SizeSampling(_data, Feature, InputGeometry.Decoding(_options), ThrowIfCanceled).Read();

    /// <summary>Reads all rows.</summary>
    /// <param name="preprocessing">How images become what is stored.</param>
    /// <param name="store">What keeps them.</param>
    /// <exception cref="InvalidOperationException">A row is bad and the options say that this is an error, or no row is left.</exception>
    public ReadImages Read(ImagePreprocessing preprocessing, ImageStore store)
    {
        var preprocessor = new ImagePreprocessor(preprocessing);
        var images = new List<StoredImage>();
        var labels = new List<int>();
        var rows = new List<long>();
        var bad = new SkippedRows();
        var unlabelled = new SkippedRows();
        var classes = new ClassCounts(Label);
        using var cursor = OpenCursor();
        var getLabel = Label.CreateGetter(cursor);
        var getPath = PathColumn.CreateGetter(cursor, _path);
        ImageChunk decoded = new(Feature, cursor), ahead = new(Feature, cursor);
        bool more = true;
        Fill(ahead);
        while (ahead.Count > 0)
        {
            (decoded, ahead) = (ahead, decoded);
            // While these are decoded the next ones are read; what fails there comes after what fails here.
            var decoding = Task.Run(() => decoded.Decode(preprocessor, preprocessing));
            var failure = Caught(() => Fill(ahead));
            decoding.GetAwaiter().GetResult();
            for (int i = 0; i < decoded.Count; i++)
                Take(decoded, i, store, images, labels, rows, bad, classes);
            failure?.Throw();
        }
        Warn(unlabelled, "a missing label");
        Warn(bad, "an image that cannot be used");
        if (images.Count == 0)
        {
            throw new InvalidOperationException($"The {_what} data has no usable rows" +
                (bad.Count + unlabelled.Count > 0 ? $": {unlabelled.Count} have no label and {bad.Count} no usable image." : ": it is empty."));
        }
        classes.Warn(_channel, _what, _isTrainedOn);
        return new ReadImages(images, labels, rows);

        void Fill(ImageChunk chunk)
        {
            ThrowIfCanceled();
            chunk.Clear();
            while (more && chunk.HasRoom && (more = cursor.MoveNext()))
            {
                int label = getLabel();
                if (label >= 0)
                    chunk.Capture(label, cursor.Position, getPath());
                else if (_options.MissingLabels == MissingLabels.Skip)
                    unlabelled.Add(cursor.Position, getPath());
                else
                    throw MissingLabel(cursor.Position, getPath());
            }
        }
    }

    /// <exception cref="OperationCanceledException">Whoever reads is to stop.</exception>
    public void ThrowIfCanceled()
    {
        _host.ThrowIfCanceled();
        _options.CancellationToken.ThrowIfCancellationRequested();
    }

    private static ExceptionDispatchInfo? Caught(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
    }

    private DataViewRowCursor OpenCursor()
    {
        var columns = new List<DataViewSchema.Column> { Label.Column, Feature.Column };
        if (_path is { } path)
            columns.Add(path);
        return _data.GetImageCursor(columns, Feature, passesOverBadImages: _options.BadImages == BadImageTraining.Skip);
    }

    private void Take(
        ImageChunk chunk, int slot, ImageStore store, List<StoredImage> images, List<int> labels, List<long> rows,
        SkippedRows bad, ClassCounts classes)
    {
        if (chunk.Errors[slot] is not { } error)
        {
            images.Add(store.Add(chunk.Images[slot]!));
            labels.Add(chunk.Labels[slot]);
            rows.Add(chunk.Rows[slot]);
            classes.AddUsable(chunk.Labels[slot]);
        }
        else if (_options.BadImages == BadImageTraining.Skip)
        {
            string? file = chunk.File(slot);
            bad.Add(chunk.Rows[slot], file, bad.Count == 0 ? UnreadableImage.Explain(error, file).Message : null);
            classes.AddBad(chunk.Labels[slot]);
        }
        else
        {
            throw RowErrors.BadImage(error, Feature.Column.Name, chunk.Rows[slot], chunk.File(slot));
        }
    }

    private InvalidOperationException MissingLabel(long row, string? file) => new(
        $"Row {row}{(file is null ? "" : $" ('{file}')")} of the {_what} data: the label in column '{Label.Column.Name}' is missing. " +
        "Give it one of the key's values, leave the row out, or set MissingLabels to Skip.");

    private void Warn(SkippedRows rows, string reason)
    {
        if (rows.Count > 0)
            _channel.Warning($"Skipped {rows.Count} row(s) of the {_what} data with {reason}: {rows}.");
    }
}
