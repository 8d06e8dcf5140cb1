using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class DeviceTests
{
    [Fact]
    public void A_GPU_that_is_asked_for_and_not_used_is_an_error()
    {
        var context = new MLContext(seed: 7) { GpuDeviceId = 3 };

        var error = Assert.Throws<InvalidOperationException>(
            () => context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded)));

        Assert.Contains("GpuDeviceId is 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("FallbackToCpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_CPU_stands_in_where_that_is_allowed_and_a_warning_says_so()
    {
        var messages = new List<string>();
        var context = new MLContext(seed: 7) { GpuDeviceId = 0, FallbackToCpu = true };
        context.Log += (_, e) => messages.Add(e.Message);

        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded));

        using var expected = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), ShapeData.Options());
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, model);
        Assert.Single(messages, m => m.Contains("GpuDeviceId is 0", StringComparison.Ordinal));
    }
}
