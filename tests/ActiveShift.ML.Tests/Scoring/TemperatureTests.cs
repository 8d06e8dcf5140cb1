using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class TemperatureTests(TrainedModels models)
{
    private const double Temperature = 2.5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scores_are_the_softmax_of_logits_over_the_temperature(bool inEightBits)
    {
        var model = inEightBits ? models.Quantized() : models.Copy();
        using var engine = new MLContext(seed: 7).Model.CreatePredictionEngine<Picture, Prediction>(
            model.WithTemperature(Temperature));
        using var owner = model;
        using var plain = NetworkScorer.Create(model.Model, new GpuRequest(null, "", false), _ => { });
        float[][] batch = model.WithTemperature(Temperature).Scores(ShapeData.Table(FeatureForm.Encoded));

        for (int row = 0; row < batch.Length; row++)
        {
            float[] expected = new float[Shapes.Classes];
            float[] input = new float[Shapes.Rgb(row).Length];
            model.Preprocessor.Normalize(Shapes.Rgb(row), input);
            plain.Logits(input, 1, expected);
            for (int i = 0; i < expected.Length; i++)
                expected[i] /= (float)Temperature;
            Softmax.Apply(expected);
            Assert.Equal(expected, batch[row], (a, b) => Math.Abs(a - b) < 1e-6);
            ScoreBits.AreIdentical(batch[row], engine.Predict(new Picture { Features = Shapes.Png(row) }).Score);
        }
    }

    [Fact]
    public void It_changes_confidence_and_not_the_answer()
    {
        var model = models[FeatureForm.Encoded];
        using var cautious = model.WithTemperature(Temperature);
        var data = ShapeData.Table(FeatureForm.Encoded);
        var (before, after) = (model.Transform(data), cautious.Transform(data));

        Assert.Equal(before.Predictions(), after.Predictions());
        Assert.All(before.Scores().Zip(after.Scores()), rows => Assert.True(rows.First.Max() > rows.Second.Max()));
        Assert.Equal(1, model.Model.Temperature);
        Assert.Equal(Temperature, cautious.Model.Temperature);
        Assert.Same(model.Model.Weights, cautious.Model.Weights);
    }

    [Fact]
    public void It_stays_with_all_other_changes_and_in_the_file()
    {
        var data = ShapeData.Table(FeatureForm.Encoded);
        using var cautious = models[FeatureForm.Encoded].WithTemperature(Temperature);
        using var changed = cautious.WithBadImages(BadImageScoring.Missing).WithImageDecoding(ImageDecoding.AsStored)
            .Quantize(data).WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip);
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(changed));

        Assert.Equal(Temperature, loaded.Model.Temperature);
        Assert.Equal(TestTimeAugmentation.HorizontalFlip, loaded.Model.TestTimeAugmentation);
        Assert.Equal(BadImageScoring.Missing, loaded.Model.BadImages);
        Assert.Equal(EnginePrecision.Int8, loaded.Model.ScoringPrecision);
        Assert.Equal(ImageDecoding.AsStored, loaded.Model.Preprocessing.Decoding);
        ScoreBits.AreIdentical(changed.Scores(data), loaded.Scores(data));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.009)]
    [InlineData(101)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Out_of_its_range_it_is_an_error(double temperature)
    {
        var model = models[FeatureForm.Encoded];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.WithTemperature(temperature));
        Assert.Contains("from 0.01 to 100", error.Message, StringComparison.Ordinal);
    }
}
