using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ScoringDeviceTests(TrainedModels models)
{
    // A GPU that no machine has.
    private const int Absent = 1_000;

    [Fact]
    public void A_model_under_a_context_whose_GPU_is_not_there_fails_when_it_scores()
    {
        using var model = Load(new MLContext { GpuDeviceId = Absent });
        var error = Assert.ThrowsAny<Exception>(() => Scores(model)).GetBaseException();
        Assert.IsType<InvalidOperationException>(error);
        Assert.StartsWith($"MLContext.GpuDeviceId is {Absent}, but libtorch sees ", error.Message, StringComparison.Ordinal);
        Assert.Contains("FallbackToCpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_CPU_stands_in_where_that_is_allowed_and_one_warning_says_so()
    {
        var messages = new List<string>();
        var context = new MLContext { GpuDeviceId = Absent, FallbackToCpu = true };
        context.Log += (_, e) => messages.Add(e.Message);
        using var model = Load(context);

        ScoreBits.AreIdentical(Scores(models[FeatureForm.Encoded]), Scores(model));
        _ = Scores(model);

        Assert.Single(messages, m => m.Contains($"GpuDeviceId is {Absent}", StringComparison.Ordinal) && m.Contains("scoring on the CPU", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_of_eight_bits_scores_on_the_CPU_whatever_the_context_says()
    {
        using var quantized = models.Quantized();
        using var model = new ActiveShiftResNetTransformer(new MLContext { GpuDeviceId = Absent }, quantized.Model, quantized.Columns);
        ScoreBits.AreIdentical(Scores(quantized), Scores(model));
    }

    private ActiveShiftResNetTransformer Load(MLContext context)
    {
        var shared = models[FeatureForm.Encoded];
        using var stream = new MemoryStream();
        new MLContext().Model.Save(shared, ShapeData.Table(FeatureForm.Encoded).Schema, stream);
        stream.Position = 0;
        return (ActiveShiftResNetTransformer)context.Model.Load(stream, out _);
    }

    private static float[] Scores(ActiveShiftResNetTransformer model) =>
        [.. model.Transform(ShapeData.Table(FeatureForm.Encoded)).GetColumn<float[]>("Score").SelectMany(scores => scores)];
}
