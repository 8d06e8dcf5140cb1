using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using ActiveShift.ML.Tests.Scoring;
using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class ScoringPrecisionTests(ITestOutputHelper output)
{
    /// <summary>The most that 8 bits may take from the share of right answers.</summary>
    private const double Allowed = 0.005;

    [Fact]
    public void Eight_bits_keep_the_accuracy_on_real_images()
    {
        const int trained = 3000;
        var context = new MLContext(seed: 3);
        var train = FashionImages.Load(context, "train");
        using var int8 = context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
        {
            FeatureColumnName = "Image",
            Architecture = NetworkArchitecture.AsNet(depth: 8, baseWidth: 16, expansion: 1),
            Epochs = 4,
            BatchSize = 32,
            Training = new TrainingOptions { CropPadding = 2 },
            ScoringPrecision = EnginePrecision.Int8,
        }).Fit(context.Data.TakeRows(train, trained));
        using var float32 = context.Model.CreateActiveShiftResNet(new PretrainedNetwork(int8.Model.Weights, int8.Model.Preprocessing), "Image");
        Assert.Equal((EnginePrecision.Float32, EnginePrecision.Int8), (float32.Model.ScoringPrecision, int8.Model.ScoringPrecision));

        IDataView[] unseen = [context.Data.SkipRows(train, trained), FashionImages.Load(context, "test")];
        var (exact, quantized) = (unseen.SelectMany(rows => Answers(float32, rows)).ToArray(), unseen.SelectMany(rows => Answers(int8, rows)).ToArray());

        Assert.Equal(FashionImages.TrainRows - trained + FashionImages.TestRows, exact.Length);
        Assert.NotEqual(exact.Select(a => a.Confidence), quantized.Select(a => a.Confidence));
        double top1 = exact.Average(a => a.IsRight ? 1.0 : 0), top1In8Bits = quantized.Average(a => a.IsRight ? 1.0 : 0);
        output.WriteLine($"top-1 of {exact.Length}: float32 {top1:P2}, int8 {top1In8Bits:P2}; {exact.Zip(quantized).Count(p => p.First.Class == p.Second.Class)} answers agree");
        Assert.InRange(top1, 0.7, 1);
        Assert.InRange(top1In8Bits, top1 - Allowed, top1 + Allowed);
    }

    [Fact]
    public void The_precision_changes_nothing_in_training()
    {
        var data = ShapeData.Table(FeatureForm.Encoded);
        var options = ShapeData.Options();
        using var float32 = ShapeData.Train(data, options);
        options.ScoringPrecision = EnginePrecision.Int8;
        using var int8 = ShapeData.Train(data, options);

        Assert.Equal(float32.Model.Facts, int8.Model.Facts);
        foreach (var tensor in float32.Model.Network.Tensors)
            Assert.Equal(float32.Model.Weights[tensor.Name].ToArray(), int8.Model.Weights[tensor.Name].ToArray());
    }

    [Fact]
    public void Training_calibrates_as_quantising_does_and_saves_it()
    {
        var data = ShapeData.Table(FeatureForm.Encoded, 300);
        var options = ShapeData.Options();
        options.ScoringPrecision = EnginePrecision.Int8;
        options.Epochs = 1;
        // What training sees is augmented, what calibration sees is not.
        options.Training = new TrainingOptions();
        using var trained = ShapeData.Train(data, options);
        using var quantized = trained.Quantize(data, ActiveShiftResNetTrainer.Options.MaxCalibrationImages);
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(trained));

        Assert.Equal(quantized.Model.ActivationStatistics!.Largest.ToArray(), trained.Model.ActivationStatistics!.Largest.ToArray());
        Assert.Equal(quantized.Model.ActivationStatistics.Mean.ToArray(), trained.Model.ActivationStatistics.Mean.ToArray());
        Assert.Equal(EnginePrecision.Int8, loaded.Model.ScoringPrecision);
        ScoreBits.AreIdentical(trained.Scores(data), loaded.Scores(data));
    }

    private static IEnumerable<(uint Class, bool IsRight, float Confidence)> Answers(ActiveShiftResNetTransformer model, IDataView data)
    {
        var scored = model.Transform(data);
        return scored.Predictions().Zip(scored.Predictions("Label"), scored.Scores()).Select(row => (row.First, row.First == row.Second, row.Third.Max()));
    }
}
