using System.Text.Json.Nodes;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;

namespace ActiveShift.ML.Tests.ModelFile;

public sealed class ModelUpgradeTests(TrainedModels models)
{
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
    public void A_new_model_is_saved_with_how_images_are_decoded()
    {
        var decoding = new ImageDecoding { AppliesExifOrientation = false, Background = new RgbColor(1, 2, 3), MaxPixels = 5 };
        using var changed = models[FeatureForm.Encoded].WithImageDecoding(decoding);

        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(changed));

        Assert.Equal(decoding, loaded.Model.Preprocessing.Decoding);
        Assert.Equal(ImageDecoding.Default, models[FeatureForm.Encoded].Model.Preprocessing.Decoding);
    }

    [Fact]
    public void Version_2_without_decoding_is_damaged() =>
        ModelRefusal.Says(new ModelArchive(_file).Edit(json => json["preprocessing"]!.AsObject().Remove("decoding")), "damaged", "decoding");

    [Fact]
    public void Version_1_with_decoding_is_damaged() => ModelRefusal.Says(new ModelArchive(_file).Edit(json => json["version"] = 1), "damaged", "decoding");

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

    private static void ToVersion1(JsonObject json)
    {
        json["version"] = 1;
        json["preprocessing"]!.AsObject().Remove("decoding");
    }
}
