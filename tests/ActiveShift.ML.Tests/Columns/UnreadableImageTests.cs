using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Columns;

/// <summary>
/// Files that cannot be read are bad images of their rows, whichever way a pipeline reads them, in training and in
/// scoring.
/// </summary>
public sealed class UnreadableImageTests : IDisposable
{
    private readonly ShapeFolder _folder = new();
    private readonly List<string> _warnings = [];
    private readonly MLContext _context = new(seed: 7);

    public UnreadableImageTests() => _context.Log += (_, e) =>
    {
        if (e.Kind == ChannelMessageKind.Warning)
            _warnings.Add(e.RawMessage);
    };

    public enum Reading
    {
        FolderBytes,
        ShuffledFolderBytes,
        RawImageBytes,
        Images,
        Pixels,
    }

    public static TheoryData<Reading> Readings { get; } = [.. Enum.GetValues<Reading>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Readings))]
    public void Training_skips_and_counts_them_on_request(Reading reading)
    {
        var options = Options(reading);
        options.BadImages = BadImageTraining.Skip;
        string link = _folder.AddDanglingLink();
        var data = Load(reading);
        _folder.Delete();
        _folder.ReplaceByFolder();

        using var model = _context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(data);

        Assert.Equal(_folder.Readable, model.Model.Facts!.Images);
        string skipped = Assert.Single(_warnings, line => line.StartsWith("Skipped", StringComparison.Ordinal));
        Assert.Contains("Skipped 3 row(s) of the training data with an image that cannot be used: row ", skipped,
            StringComparison.Ordinal);
        Assert.Contains($"('{link}')", skipped, StringComparison.Ordinal);
        Assert.Contains("Of the first: ", skipped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Reading.FolderBytes)]
    [InlineData(Reading.RawImageBytes)]
    [InlineData(Reading.Images)]
    public void Otherwise_the_outer_message_names_row_and_file(Reading reading)
    {
        string link = _folder.AddDanglingLink();

        var error = Assert.Throws<InvalidOperationException>(
            () => _context.MulticlassClassification.Trainers.ActiveShiftResNet(Options(reading)).Fit(Load(reading)));

        Assert.StartsWith($"Row 8 ('{link}'): the image in column 'Features' cannot be used. ", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("cannot be read: Could not find file", error.Message, StringComparison.Ordinal);
        Assert.Equal(BadImageReason.Unreadable, Assert.IsType<BadImageException>(error.InnerException).Reason);
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public void Scoring_gives_NaN_on_request(Reading reading)
    {
        var options = Options(reading);
        options.BadImagesInScoring = BadImageScoring.Missing;
        using var model = _context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(Load(reading));
        var readable = model.Transform(Load(reading)).Scores();
        _folder.AddDanglingLink();
        var data = Load(reading);
        _folder.ReplaceByFolder();

        var scores = model.Transform(data).Scores();
        // As an application reads them: through a pipeline whose last step ML.NET runs on several threads.
        var labels = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(data))
            .Transform(model.Transform(data));

        Assert.Equal(readable.Length + 1, scores.Length);
        Assert.Equal(2, scores.Count(score => score.All(float.IsNaN)));
        Assert.Equal(2, labels.GetColumn<string>("PredictedLabel").Count(string.IsNullOrEmpty));
    }

    [Fact]
    public void A_prediction_engine_gives_NaN_or_an_error_that_names_the_file()
    {
        var files = Load(Reading.RawImageBytes);
        using var strict = _context.MulticlassClassification.Trainers.ActiveShiftResNet(Options(Reading.RawImageBytes))
            .Fit(files);
        using var lenient = strict.WithBadImages(BadImageScoring.Missing);
        var reader = _context.Transforms.LoadRawImageBytes("Features", null, "ImagePath")
            .Fit(_context.Data.LoadImageFolder(_folder.Path));
        var row = new FileRow { ImagePath = _folder.AddDanglingLink() };

        Assert.All(Engine(lenient).Predict(row).Score, score => Assert.True(float.IsNaN(score)));
        var error = Assert.Throws<InvalidOperationException>(() => Engine(strict).Predict(row));

        Assert.Contains($"('{row.ImagePath}'): the image in column 'Features' cannot be used. It cannot be read: ",
            error.Message, StringComparison.Ordinal);

        PredictionEngine<FileRow, Scored> Engine(ITransformer model) =>
            _context.Model.CreatePredictionEngine<FileRow, Scored>(
            reader.Append(model), new PredictionEngineOptions { OwnsTransformer = false });
    }

    [Fact]
    public void A_name_that_is_no_UTF8_is_one_of_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such names.");
        _folder.AddNameThatIsNoText();
        var options = Options(Reading.FolderBytes);
        options.BadImages = BadImageTraining.Skip;

        using var model = _context.MulticlassClassification.Trainers.ActiveShiftResNet(options)
            .Fit(Load(Reading.FolderBytes));

        Assert.Equal(_folder.Readable, model.Model.Facts!.Images);
        Assert.Contains(_warnings, line => line.StartsWith("Skipped 1 row(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_image_is_one_of_them_where_MLNet_decodes()
    {
        File.WriteAllText(_folder.ReplaceByFolder() + ".png", "no image");
        var options = Options(Reading.Images);
        options.BadImages = BadImageTraining.Skip;

        using var model = _context.MulticlassClassification.Trainers.ActiveShiftResNet(options)
            .Fit(Load(Reading.Images));

        Assert.Equal(_folder.Readable, model.Model.Facts!.Images);
    }

    [Fact]
    public void A_failure_of_the_data_itself_is_none()
    {
        var options = Options(Reading.FolderBytes);
        options.BadImages = BadImageTraining.Skip;
        var table = new TestTable(30, ShapeData.Label(), ShapeData.Feature(FeatureForm.Encoded)) { FailAt = 20 };

        Assert.Same(TestTable.Failure, Assert.Throws<InvalidOperationException>(() => ShapeData.Train(table, options)));
    }

    private sealed class FileRow
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    private static ActiveShiftResNetTrainer.Options Options(Reading reading) =>
        ShapeData.Options(reading == Reading.Pixels ? FeatureForm.PlanarSingles : FeatureForm.Encoded);

    private IDataView Load(Reading reading)
    {
        bool isOurs = reading is Reading.FolderBytes or Reading.ShuffledFolderBytes;
        var files = _context.Data.LoadImageFolder(_folder.Path, includeImageBytes: isOurs);
        if (reading == Reading.ShuffledFolderBytes)
            files = _context.Data.ShuffleRows(files, seed: 1);
        var toKey = _context.Transforms.Conversion.MapValueToKey("Label");
        IEstimator<ITransformer> reader = reading switch
        {
            Reading.RawImageBytes => toKey.Append(_context.Transforms.LoadRawImageBytes("Features", null, "ImagePath")),
            Reading.Images => toKey.Append(_context.Transforms.LoadImages("Features", null, "ImagePath")),
            Reading.Pixels => toKey.Append(_context.Transforms.LoadImages("Image", null, "ImagePath"))
                .Append(_context.Transforms.ResizeImages("Image", Shapes.Width, Shapes.Height))
                .Append(_context.Transforms.ExtractPixels("Features", "Image")),
            _ => toKey.Append(_context.Transforms.CopyColumns("Features", "Image")),
        };
        return reader.Fit(files).Transform(files);
    }
}
