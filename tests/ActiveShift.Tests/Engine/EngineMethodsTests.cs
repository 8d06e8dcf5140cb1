using ActiveShift.Engine;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Engine;

/// <summary>What the C interface refuses by itself, whatever its caller has checked before.</summary>
public unsafe class EngineMethodsTests
{
    private const int Default = -1;

    // 9 * 3 * 4 + 4 * 4 + 4 * 5 + 4 * 5 + 2 * 5 + 5 * 6 + 4 * 6 (shortcut) + 4 * 6 + 6 * 2 + 2
    private const int WeightCount = 266;

    // Stem 4; what is shifted 5, outputs 6. Means: stem 4; what is read 5 + 4, outputs 6.
    private const int StatisticsCount = 15 + 19;

    private readonly float[] _weights = [.. Enumerable.Range(0, WeightCount).Select(i => 0.01f * (i % 17))];

    [Fact]
    public void A_plan_in_8_bits_wants_exact_sensible_statistics()
    {
        float[] statistics = [.. Enumerable.Repeat(1f, StatisticsCount)];
        Assert.Equal(NativeStatus.Ok, CreatePlan(statistics, StatisticsCount));
        Assert.Equal(NativeStatus.InvalidArgument, CreatePlan(statistics, StatisticsCount - 1));
        Assert.Equal(NativeStatus.InvalidArgument, CreatePlan(null, StatisticsCount));
        Assert.Equal(NativeStatus.InvalidArgument, CreatePlan([.. statistics, 1], StatisticsCount + 1));
        foreach (float bad in (float[])[-1e-6f, float.NaN, float.PositiveInfinity])
            Assert.Equal(NativeStatus.InvalidArgument, CreatePlan([.. statistics[1..], bad], StatisticsCount));
    }

    [Fact]
    public void A_calibration_wants_images_before_it_is_read()
    {
        float[] image = new float[3 * 8 * 8], statistics = new float[StatisticsCount];
        Assert.Equal(NativeStatus.Ok, WithNetwork((in NativeNetwork network, float* weights) =>
            EngineMethods.CreateCalibration(Default, network, weights, WeightCount, out _calibration!)));
        using var calibration = _calibration!;
        fixed (float* pixels = image, values = statistics)
        {
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.ReadCalibration(calibration, values, StatisticsCount));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.AddCalibrationImages(calibration, 0, 1, pixels));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.AddCalibrationImages(calibration, 257, 1, pixels));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.AddCalibrationImages(calibration, 1, -1, pixels));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.AddCalibrationImages(calibration, 1, long.MaxValue, pixels));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.AddCalibrationImages(calibration, 1, 1, null));
            Assert.Equal(NativeStatus.Ok, EngineMethods.AddCalibrationImages(calibration, 1, 0, null));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.ReadCalibration(calibration, values, StatisticsCount));
            Assert.Equal(NativeStatus.Ok, EngineMethods.AddCalibrationImages(calibration, 1, 1, pixels));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.ReadCalibration(calibration, values, StatisticsCount - 1));
            Assert.Equal(NativeStatus.InvalidArgument, EngineMethods.ReadCalibration(calibration, null, StatisticsCount));
            Assert.Equal(NativeStatus.Ok, EngineMethods.ReadCalibration(calibration, values, StatisticsCount));
        }
        Assert.Contains(statistics, value => value > 0);
        Assert.Equal(NativeStatus.InvalidArgument, WithNetwork((in NativeNetwork network, float* weights) =>
            EngineMethods.CreateCalibration(Default, network, weights, WeightCount - 1, out _)));
    }

    private EngineCalibrationHandle? _calibration;

    private NativeStatus CreatePlan(float[]? statistics, long count) => WithNetwork((in NativeNetwork network, float* weights) =>
    {
        fixed (float* values = statistics)
        {
            var options = new NativeOptions { Precision = (int)EnginePrecision.Int8, Statistics = values, StatisticsCount = count };
            var status = EngineMethods.CreatePlan(Default, network, weights, WeightCount, options, out var plan);
            plan.Dispose();
            return status;
        }
    });

    private delegate NativeStatus Call(in NativeNetwork network, float* weights);

    /// <summary>A network of one block.</summary>
    private NativeStatus WithNetwork(Call call)
    {
        var block = new NativeBlock { InputWidth = 4, MiddleWidth = 5, OutputWidth = 6, Stride = 1 };
        fixed (float* weights = _weights)
        {
            return call(
                new NativeNetwork { Channels = 3, Height = 8, Width = 8, StemWidth = 4, StemStride = 1, Classes = 2, BlockCount = 1, Blocks = &block }, weights);
        }
    }
}
