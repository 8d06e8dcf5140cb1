using ActiveShift.Training.Tests.Data;

namespace ActiveShift.Training.Tests.Training;

/// <summary>The defaults are a promise: what they train does not change when options are added. The figures were frozen before.</summary>
public class DefaultRecipeTests
{
    // Another processor or version of torch rounds differently, and every step carries it on: without vector
    // instructions the losses are off by some 1e-4. Another recipe is further off than this.
    private const double Tolerance = 1e-3;

    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);

    [Fact]
    public void Defaults_train_as_they_did_before_there_were_other_options()
    {
        var metrics = new List<TrainingMetrics>();
        var options = new TrainingOptions { Epochs = 5, BatchSize = 16, Seed = 5, Threads = 1, WarmupEpochs = 1.5 };
        NetworkTrainer.Train(_spec, new TestImages(_spec, 70), new TestImages(_spec, 40, seed: 1), options, metrics.Add);
        AssertNear([1.4506128787994386, 1.456200623512268, 1.4708154678344727, 1.4095715522766112, 1.3567658185958862], m => m.Loss);
        AssertNear([1.405665361881256, 1.4381175547838212, 1.4967142790555954, 1.5157695710659027, 1.5390466302633286], m => m.ValidationLoss!.Value);
        AssertNear([0.0625, 0.1, 0.01, 0.001, 0.001], m => m.LearningRate);
        AssertNear([0.6399302664212883, 0.6383915464393795, 0.6382571044377983, 0.6385222598910332, 0.6385127259418368], m => m.MeanAbsoluteShift[0]);

        void AssertNear(double[] expected, Func<TrainingMetrics, double> actual)
        {
            Assert.Equal(expected.Length, metrics.Count);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual(metrics[i]), Tolerance);
        }
    }
}
