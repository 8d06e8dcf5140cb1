using System.Diagnostics;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Scoring;
using Microsoft.ML;
using TorchSharp;

namespace ActiveShift.ML.Tests.Training;

public sealed class LeakTests(TrainedModels models)
{
    [Fact]
    public void Nothing_of_torch_is_left_after_training_and_scoring_needs_none()
    {
        // What other tests hold.
        _ = models[FeatureForm.Encoded].Scores(ShapeData.Table(FeatureForm.Encoded));
        var before = LiveTensors.Now();

        var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), ShapeData.Options());
        Assert.Equal(before.AfterNetworks(1), LiveTensors.Now());

        var engine = new MLContext().Model.CreatePredictionEngine<Picture, Prediction>(model);
        byte[] png = Shapes.Png(1);
        _ = engine.Predict(new Picture { Features = png });
        var scored = LiveTensors.Now();
        for (int i = 0; i < 1000; i++)
            _ = engine.Predict(new Picture { Features = png });
        _ = model.Scores(ShapeData.Table(FeatureForm.Encoded, rows: 300));
        Assert.Equal(scored, LiveTensors.Now());

        engine.Dispose();
        Assert.Equal(before.AfterNetworks(1), LiveTensors.Now());
    }

    [Fact]
    public void Nothing_of_torch_is_left_after_a_training_that_failed()
    {
        var before = LiveTensors.Now();
        var options = ShapeData.Options();
        options.MetricsCallback = _ => throw new OperationCanceledException();
        Assert.Throws<OperationCanceledException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));
        Assert.Equal(before.AfterNetworks(1), LiveTensors.Now());
    }

    [Fact]
    public void Memory_and_live_tensors_stay_flat_over_many_epochs()
    {
        // Eight times as many pixels and channels as elsewhere: each leaked activation would be a fifth of a megabyte.
        const int images = 32, side = 32;
        var memory = new List<long>();
        var tensors = new List<long>();
        var options = ShapeData.Options();
        options.Architecture = NetworkArchitecture.AsNet(depth: 8, baseWidth: 8, expansion: 1);
        options.Epochs = 60;
        options.MetricsCallback = _ =>
        {
            tensors.Add(LiveTensors.Now().Total);
            memory.Add(Process.GetCurrentProcess().PrivateMemorySize64);
        };
        var table = ShapeData.Encoded(images, row => Shapes.Encode(Shapes.Rgb(row, side, side), side, side));
        using var model = ShapeData.Train(table, options);

        // Batch 8 x 8 channels x 32 x 32 x 4 bytes = 262 kB; one tensor of that a step would be 42 MB over the last 40 epochs.
        Assert.InRange(memory[^1] - memory[19], long.MinValue, 20 << 20);
        Assert.All(tensors[1..], count => Assert.Equal(tensors[0], count));
    }

    /// <summary>What TorchSharp says is alive: on this thread, and altogether.</summary>
    private sealed record LiveTensors(long OnThread, long Total)
    {
        public static LiveTensors Now()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new(DisposeScopeManager.Statistics.ThreadTotalLiveCount, torch.Tensor.TotalCount);
        }

        /// <summary>
        /// After networks were made and disposed. TorchSharp's total forgets to count down when a parameter takes over the tensor that
        /// it is made of.
        /// </summary>
        public LiveTensors AfterNetworks(int count)
        {
            int parameters = NetworkSpec.AsNet(8, 4, 1, Shapes.Classes).Tensors.Count(tensor => tensor.IsParameter);
            return this with { Total = Total + (count * parameters) };
        }
    }
}
