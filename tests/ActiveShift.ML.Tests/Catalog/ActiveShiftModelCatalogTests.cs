using ActiveShift.ML.Tests.Images;
using ActiveShift.ML.Tests.Loaders;
using ActiveShift.Tests.Shared.Caffe;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Catalog;

public sealed class ActiveShiftModelCatalogTests
{
    private static readonly string[] _names = ["alp", "buckeye", "crane", "crane", "é"];

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Scores_are_those_of_the_network()
    {
        using var folder = new TemporaryFolder();
        using var model = _context.Model.LoadActiveShiftCaffe(WriteModel(folder), "Image", "Probabilities", "Class", _names);

        var scored = _context.Data.CreateEnumerable<Scored>(model.Transform(Load(Images())), reuseRowObject: false).ToArray();

        Assert.Equal(2, scored.Length);
        for (int i = 0; i < scored.Length; i++)
        {
            float[] expected = Expected(folder, Images()[i].Image);
            Assert.Equal(5, scored[i].Probabilities.Length);
            Assert.All(expected, (probability, c) => Assert.Equal(probability, scored[i].Probabilities[c], 1e-4f));
            Assert.InRange(expected.Max() - expected.Min(), 0.01f, 0.99f);
            Assert.Equal(1 + (uint)Array.IndexOf(expected, expected.Max()), scored[i].Class);
        }
        Assert.NotEqual(scored[0].Probabilities, scored[1].Probabilities);
    }

    [Fact]
    public void It_can_be_quantised_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var data = Load(Images());
        using var float32 = _context.Model.LoadActiveShiftCaffe(WriteModel(folder), "Image", "Probabilities", "Class", _names);
        using var int8 = float32.Quantize(data);
        string path = folder.Combine("model.zip");
        _context.Model.Save(int8, data.Schema, path);

        using var loaded = Assert.IsType<ActiveShiftResNetTransformer>(Unwrap(new MLContext().Model.Load(path, out _)));

        Assert.Equal(EnginePrecision.Int8, loaded.Model.ScoringPrecision);
        Assert.Equal(Scores(_context, int8, data), Scores(_context, loaded, data));
        Assert.NotEqual(Scores(_context, float32, data), Scores(_context, int8, data));
    }

    [Fact]
    public void It_saves_and_loads_as_any_other_model()
    {
        using var folder = new TemporaryFolder();
        var data = Load(Images());
        using var model = _context.Model.LoadActiveShiftCaffe(
            WriteModel(folder), "Image", "Probabilities", "Class", _names, BadImageScoring.Missing, PixelLayout.Interleaved);
        string path = folder.Combine("model.zip");
        _context.Model.Save(model, data.Schema, path);

        var context = new MLContext();
        var loaded = Assert.IsType<ActiveShiftResNetTransformer>(Unwrap(context.Model.Load(path, out _)));

        using (loaded)
        {
            Assert.Null(loaded.Model.Facts);
            Assert.Equal(_names, loaded.Model.ClassNames);
            Assert.Equal(BadImageScoring.Missing, loaded.Model.BadImages);
            Assert.Equal(PixelLayout.Interleaved, loaded.Model.PixelLayout);
            Assert.Equal(ImagePreprocessing.ImageNet, loaded.Model.Preprocessing);
            Assert.Equal(TinyCaffeModel.Spec.Stages, loaded.Model.Network.Stages);
            Assert.Equal(Scores(_context, model, data), Scores(context, loaded, data));
        }
    }

    [Fact]
    public void Class_names_become_key_values_and_slot_names()
    {
        using var model = _context.Model.CreateActiveShiftResNet(Tiny(), "Image", classNames: _names);

        var schema = model.GetOutputSchema(Load(Images()).Schema);

        VBuffer<ReadOnlyMemory<char>> keys = default, slots = default;
        schema["PredictedLabel"].GetKeyValues(ref keys);
        schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(_names, keys.DenseValues().Select(v => v.ToString()));
        Assert.Equal(_names, slots.DenseValues().Select(v => v.ToString()));
    }

    [Fact]
    public void A_networks_own_class_names_are_the_default()
    {
        var network = Tiny() with { ClassNames = _names };

        using var named = _context.Model.CreateActiveShiftResNet(network, "Image");
        using var renamed = _context.Model.CreateActiveShiftResNet(network, "Image", classNames: ["1", "2", "3", "4", "5"]);
        using var nameless = _context.Model.CreateActiveShiftResNet(network with { ClassNames = null }, "Image");

        Assert.Equal(_names, named.Model.ClassNames);
        Assert.Equal(_names, named.Model.AsPretrained().ClassNames);
        Assert.Equal(["1", "2", "3", "4", "5"], renamed.Model.ClassNames);
        Assert.Empty(nameless.Model.ClassNames);
        Assert.Null(nameless.Model.AsPretrained().ClassNames);
    }

    [Fact]
    public void Without_names_the_predicted_label_is_a_key_of_the_right_size()
    {
        using var model = _context.Model.CreateActiveShiftResNet(Tiny(), "Image");

        var schema = model.GetOutputSchema(Load(Images()).Schema);

        Assert.Equal(5UL, Assert.IsType<KeyDataViewType>(schema["PredictedLabel"].Type).Count);
        Assert.False(schema["PredictedLabel"].HasKeyValues());
        Assert.Empty(model.Model.ClassNames);
    }

    [Theory]
    [InlineData("", "Score", "PredictedLabel", "featureColumnName")]
    [InlineData("Features", " ", "PredictedLabel", "scoreColumnName")]
    [InlineData("Features", "Score", "", "predictedLabelColumnName")]
    [InlineData("Features", "Score", "Score", "predictedLabelColumnName")]
    public void A_bad_column_name_is_an_error(string feature, string score, string predicted, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(
            () => _context.Model.CreateActiveShiftResNet(Tiny(), feature, score, predicted)).ParamName);

    [Fact]
    public void Bad_class_names_are_an_error()
    {
        var count = Assert.Throws<ArgumentException>(() => _context.Model.CreateActiveShiftResNet(Tiny(), classNames: ["a", "b"]));
        Assert.StartsWith("classNames has 2 name(s); the network has 5 classes.", count.Message, StringComparison.Ordinal);
        var empty = Assert.Throws<ArgumentException>(() => _context.Model.CreateActiveShiftResNet(Tiny(), classNames: ["a", "b", "c", "", "e"]));
        Assert.StartsWith("classNames[3] is empty", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_outside_an_enumeration_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreateActiveShiftResNet(Tiny(), badImages: (BadImageScoring)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreateActiveShiftResNet(Tiny(), pixelLayout: (PixelLayout)7));
    }

    private static PretrainedNetwork Tiny() => ActiveShiftModels.LoadCaffe(new MemoryStream(new TinyCaffeModel().Encode()));

    /// <summary>Small weights, so that no probability is 0 or 1.</summary>
    private static string WriteModel(TemporaryFolder folder)
    {
        var model = new TinyCaffeModel();
        var random = new Random(3);
        foreach (var blob in model.Layers.SelectMany(layer => layer.Blobs))
        {
            for (int i = 0; i < blob.Values.Length; i++)
                blob.Values[i] = random.NextSingle() - 0.4f;
        }
        return folder.Write("tiny.caffemodel", model.Encode());
    }

    /// <summary>Softmax of the logits, without ML.NET.</summary>
    private static float[] Expected(TemporaryFolder folder, byte[] image)
    {
        var pretrained = ActiveShiftModels.LoadCaffe(folder.Combine("tiny.caffemodel"));
        var preprocessor = new ImagePreprocessor(pretrained.Preprocessing);
        byte[] resized = new byte[224 * 224 * 3];
        using (var decoder = new ImageDecoder(ImageDecoding.Default))
            preprocessor.Resize(decoder.Decode(image), resized);
        float[] input = new float[resized.Length], logits = new float[5];
        preprocessor.Normalize(resized, input);
        using var network = new TorchNetwork(pretrained.Weights);
        network.Logits(input, 1, logits);
        Softmax.Apply(logits);
        return logits;
    }

    private static float[][] Scores(MLContext context, ITransformer model, IDataView data) =>
        [.. context.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false).Select(row => row.Probabilities)];

    private static ITransformer Unwrap(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.Single() : model;

    private static Row[] Images() =>
    [
        new() { Image = EncodedImage.Colour(300, 260, SKEncodedImageFormat.Png) },
        new() { Image = EncodedImage.Colour(64, 80, SKEncodedImageFormat.Jpeg) },
    ];

    private IDataView Load(Row[] rows) => _context.Data.LoadFromEnumerable(rows);

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scored
    {
        public float[] Probabilities { get; set; } = [];

        [KeyType(5)]
        public uint Class { get; set; }
    }
}
