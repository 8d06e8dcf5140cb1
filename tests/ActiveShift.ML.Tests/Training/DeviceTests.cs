using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class DeviceTests
{
    [Fact]
    public void A_GPU_that_is_asked_for_and_not_used_is_an_error()
    {
        var context = new MLContext(seed: 7) { GpuDeviceId = 1_003 };

        var error = Assert.Throws<InvalidOperationException>(
            () => context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded)));

        Assert.Contains("MLContext.GpuDeviceId is 1003, but libtorch sees ", error.Message, StringComparison.Ordinal);
        Assert.Contains("FallbackToCpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_CPU_stands_in_where_that_is_allowed_and_a_warning_says_so()
    {
        var messages = new List<string>();
        var context = new MLContext(seed: 7) { GpuDeviceId = 1_000, FallbackToCpu = true };
        context.Log += (_, e) => messages.Add(e.Message);

        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded));

        using var expected = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), ShapeData.Options());
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, model);
        Assert.Single(messages, m => m.Contains("GpuDeviceId is 1000, but libtorch sees ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_options_say_rules_over_the_context()
    {
        var options = ShapeData.Options();
        options.Training = ShapeData.Training with { GpuDeviceId = 1_005, FallbackToCpu = false };
        var context = new MLContext(seed: 7) { GpuDeviceId = 1_000, FallbackToCpu = true };
        var error = Assert.Throws<InvalidOperationException>(
            () => context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(ShapeData.Table(FeatureForm.Encoded)));
        Assert.StartsWith("Options.Training.GpuDeviceId is 1005, but libtorch sees ", error.Message, StringComparison.Ordinal);

        options.Training = options.Training with { FallbackToCpu = null };
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(ShapeData.Table(FeatureForm.Encoded));
        Assert.NotNull(model);
    }
}
