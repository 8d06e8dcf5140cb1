using System.Text.Json.Nodes;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using ActiveShift.ML.Tests.Scoring;

namespace ActiveShift.ML.Tests.ModelFile;

public sealed class ModelUpgradeTests(TrainedModels models)
{
    /// <summary>What the scores below were computed on.</summary>
    private const string BackendOfVersion2 = "avx512";

    /// <summary>What the version that wrote version-2.zip scored the first pictures with.</summary>
    private static readonly float[][] _scoresOfVersion2 =
    [
        [0.9888058f, 0.008161285f, 0.0030329607f],
        [0.023149598f, 0.9754212f, 0.0014292253f],
        [0.0002776333f, 0.0015892187f, 0.9981331f],
        [0.9560896f, 0.032880943f, 0.011029445f],
        [0.020403802f, 0.97815275f, 0.0014434744f],
        [0.00054454955f, 0.0024874f, 0.99696803f],
    ];

    private readonly byte[] _file = ModelArchive.Save(models[FeatureForm.Encoded]);

    [Fact]
    public void A_model_of_version_1_takes_images_as_they_are_stored()
    {
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(new ModelArchive(_file).Edit(ToVersion1).ToFile());

        Assert.Equal(ImageDecoding.AsStored, loaded.Model.Preprocessing.Decoding);
        // And goes on doing so when it is saved again.
        using var again = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(loaded));
        Assert.Equal(loaded.Model.Preprocessing, again.Model.Preprocessing);
    }

    [Fact]
    public void A_file_that_version_2_wrote_scores_as_it_did()
    {
        using var stream = typeof(ModelUpgradeTests).Assembly.GetManifestResourceStream("version-2.zip")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        Assert.Equal(2, (int?)JsonNode.Parse(new ModelArchive(file.ToArray())["network.json"])!["version"]);

        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(file.ToArray());

        Assert.Equal((1, TestTimeAugmentation.None), (loaded.Model.Temperature, loaded.Model.TestTimeAugmentation));
        Assert.Equal((60, 8), (loaded.Model.Facts!.Images, loaded.Model.Facts.Epochs));
        float[][] scores = loaded.Scores(ShapeData.Table(FeatureForm.Encoded, _scoresOfVersion2.Length));
        // Another instruction set may round in another way.
        float tolerance = ActiveShiftBackend.Name == BackendOfVersion2 ? 0 : 1e-5f;
        foreach (var (expected, actual) in _scoresOfVersion2.Zip(scores))
            Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= tolerance);
        // And goes on doing so when it is saved again.
        using var again = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(loaded));
        ScoreBits.AreIdentical(scores, again.Scores(ShapeData.Table(FeatureForm.Encoded, _scoresOfVersion2.Length)));
    }

    [Fact]
    public void Version_1_scores_as_version_2()
    {
        byte[] file = new ModelArchive(_file).Edit(ToVersion1).ToFile();
        using var first = (ActiveShiftResNetTransformer)ModelArchive.Load(file);

        // These pictures have no orientation and no transparency, so that decoding makes no difference.
        var data = ShapeData.Table(FeatureForm.Encoded);
        ScoreBits.AreIdentical(models[FeatureForm.Encoded].Scores(data), first.Scores(data));
    }

    [Theory]
    [InlineData("temperature", "1.5")]
    [InlineData("testTimeAugmentation", "\"None\"")]
    public void Version_2_with_what_version_3_brought_is_damaged(string name, string value) => ModelRefusal.Says(
        new ModelArchive(_file).Edit(json =>
        {
            ToVersion2(json);
            json[name] = JsonNode.Parse(value);
        }),
        "damaged", $"version 2, which has no {name}");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0099")]
    [InlineData("100.5")]
    [InlineData("1e999")]
    public void A_temperature_out_of_its_range_is_named(string value) => ModelRefusal.Says(
        new ModelArchive(_file).Edit(json => json["temperature"] = JsonNode.Parse(value)),
        "The model's temperature is", "expected 0.01 to 100");

    [Fact]
    public void A_new_model_is_saved_with_how_images_are_decoded()
    {
        var decoding = new ImageDecoding { AppliesExifOrientation = false, Background = new RgbColor(1, 2, 3), MaxPixels = 5 };
        using var changed = models[FeatureForm.Encoded].WithImageDecoding(decoding);

        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(changed));

        Assert.Equal(decoding, loaded.Model.Preprocessing.Decoding);
        Assert.Equal(ImageDecoding.Default, models[FeatureForm.Encoded].Model.Preprocessing.Decoding);
    }

    [Fact]
    public void A_description_without_decoding_is_damaged() =>
        ModelRefusal.Says(new ModelArchive(_file).Edit(json => json["preprocessing"]!.AsObject().Remove("decoding")), "damaged", "decoding");

    [Fact]
    public void Version_1_with_decoding_is_damaged() => ModelRefusal.Says(
        new ModelArchive(_file).Edit(json =>
        {
            ToVersion2(json);
            json["version"] = 1;
        }),
        "damaged", "version 1, which has no decoding");

    [Fact]
    public void Version_1_with_a_name_that_is_no_text_is_damaged()
    {
        byte[] json = new ModelArchive(_file).Edit(ToVersion1)["network.json"];
        json[json.AsSpan().IndexOf("preprocessing"u8)] = 0xFD;

        ModelRefusal.Says(new ModelArchive(_file).Replace("network.json", json), "damaged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500_000_001)]
    public void A_limit_of_pixels_out_of_its_range_is_damaged(long maxPixels) =>
        ModelRefusal.Says(new ModelArchive(_file).Edit(json => json["preprocessing"]!["decoding"]!["maxPixels"] = maxPixels), "damaged", "MaxPixels");

    private static void ToVersion2(JsonObject json)
    {
        json["version"] = 2;
        json.Remove("temperature");
        json.Remove("testTimeAugmentation");
    }

    private static void ToVersion1(JsonObject json)
    {
        ToVersion2(json);
        json["version"] = 1;
        json["preprocessing"]!.AsObject().Remove("decoding");
    }
}
