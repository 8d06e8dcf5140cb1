using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Scoring;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.MLNetInternals;

public sealed class ModelRepositoryTests(TrainedModels models)
{
    [Theory]
    [MemberData(nameof(ShapeData.Forms), MemberType = typeof(ShapeData))]
    public void A_loaded_model_is_the_saved_one(FeatureForm form)
    {
        var saved = models[form];
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(saved));

        Assert.Equal(saved.Model.Facts, loaded.Model.Facts);
        Assert.Equal(saved.Model.Preprocessing, loaded.Model.Preprocessing);
        Assert.Equal(saved.Model.PixelLayout, loaded.Model.PixelLayout);
        Assert.Equal(saved.Model.ClassNames, loaded.Model.ClassNames);
        foreach (var tensor in saved.Model.Network.Tensors)
            Assert.Equal(saved.Model.Weights[tensor.Name].ToArray(), loaded.Model.Weights[tensor.Name].ToArray());
        ScoreBits.AreIdentical(saved.Scores(ShapeData.Table(form)), loaded.Scores(ShapeData.Table(form)));
    }

    [Fact]
    public void Saving_twice_and_saving_a_loaded_model_give_the_same_entries()
    {
        byte[] file = ModelArchive.Save(models[FeatureForm.Encoded]);
        using var loaded = (IDisposable)ModelArchive.Load(file);
        var first = new ModelArchive(file);
        foreach (var second in new[] { new ModelArchive(ModelArchive.Save(models[FeatureForm.Encoded])), new ModelArchive(ModelArchive.Save((ITransformer)loaded)) })
        {
            Assert.Equal(first["network.json"], second["network.json"]);
            Assert.Equal(first["weights.safetensors"], second["weights.safetensors"]);
        }
    }

    [Fact]
    public void A_loaded_model_scores_in_the_precision_of_the_saved_one()
    {
        using var saved = models.Quantized();
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(saved));

        Assert.Equal(EnginePrecision.Int8, loaded.Model.ScoringPrecision);
        Assert.Equal(saved.Model.ActivationStatistics!.Largest.ToArray(), loaded.Model.ActivationStatistics!.Largest.ToArray());
        Assert.Equal(saved.Model.ActivationStatistics.Mean.ToArray(), loaded.Model.ActivationStatistics.Mean.ToArray());
        ScoreBits.AreIdentical(saved.Scores(ShapeData.Table(FeatureForm.Encoded)), loaded.Scores(ShapeData.Table(FeatureForm.Encoded)));

        using var float32 = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(models[FeatureForm.Encoded]));
        Assert.Equal(EnginePrecision.Float32, float32.Model.ScoringPrecision);
        Assert.Null(float32.Model.ActivationStatistics);
    }

    [Fact]
    public void What_to_do_with_bad_images_is_saved()
    {
        using var model = models.Copy(BadImageScoring.Missing);
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(model));

        Assert.Equal([0u], loaded.Transform(ShapeData.Encoded(1, _ => [])).Predictions());
    }

    [Fact]
    public void A_disposed_model_can_still_be_saved()
    {
        var model = models.Copy();
        model.Dispose();

        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(model));
        Assert.NotEmpty(loaded.Scores(ShapeData.Table(FeatureForm.Encoded)));
    }
}
