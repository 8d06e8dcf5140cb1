using System.Text.Json;
using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private const int BatchesPerEpoch = 5;

    private readonly TempFolder _folder = new();
    private readonly string _file;

    public ResumeTests() => _file = _folder.File("run.checkpoint");

    public static TheoryData<string, TrainingOptions> Variants => new()
    {
        { "every part of the state", ResumableRun.Options },
        { "the last weights", ResumableRun.Options with { EarlyStopping = null, WeightAverageDecay = 0 } },
        { "early stop", ResumableRun.Options with { EarlyStopping = new() { Patience = 2, MinDelta = 0.05 } } },
        { "AdamW", ResumableRun.Options with { Optimizer = OptimizerKind.AdamW, LearningRate = 1e-3, WeightDecay = 0.05 } },
        { "cut short, frozen stem", ResumableRun.Options with { Iterations = 18, StageLearningRateFactors = [0, 1, 0.5], BalancedClassWeights = true } },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Variants))]
    public void Run_that_is_interrupted_after_every_report_ends_with_the_same_bits(string name, TrainingOptions options)
    {
        Assert.NotEmpty(name);
        var expectedReports = new List<TrainingMetrics>();
        var expected = ResumableRun.Train(options with { ReportBatches = true }, expectedReports.Add);

        var reports = new List<TrainingMetrics>();
        var actual = InterruptedAfterEvery(1, options, reports);
        AssertSame(expected, actual);
        Assert.Equal(expectedReports.Select(WithoutTimes), reports.Select(WithoutTimes));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Interruptions_may_be_further_apart(int reports) =>
        AssertSame(ResumableRun.Train(ResumableRun.Options), InterruptedAfterEvery(reports, ResumableRun.Options, []));

    [Fact]
    public void Checkpoint_of_each_step_and_epoch_leads_to_the_same_end()
    {
        int copies = 0;
        var options = ResumableRun.Options with { Checkpoint = new() { File = _file, EverySteps = 1 }, ReportBatches = true, Epochs = 2 };
        var expected = ResumableRun.Train(options, _ => File.Copy(_file, _folder.File($"copy{copies++}")));
        Assert.Equal(2 * (BatchesPerEpoch + 1), copies);
        for (int copy = 0; copy < copies; copy++)
            AssertSame(expected, ResumableRun.Train(options with { Checkpoint = null, ResumeFrom = _folder.File($"copy{copy}") }));
    }

    [Fact]
    public void Cancelling_during_validation_leaves_a_checkpoint_too()
    {
        using var source = new CancellationTokenSource();
        var validation = new TestImages(ResumableRun.Spec, 20, seed: 1) { Label = ResumableRun.Validation.Label, OnRead = _ => source.Cancel() };
        var options = ResumableRun.Options with { Checkpoint = new() { File = _file } };
        Assert.Throws<OperationCanceledException>(() =>
            NetworkTrainer.Train(ResumableRun.Spec, ResumableRun.Training, validation, options, cancellationToken: source.Token));
        var progress = CheckpointFile.Read(_file).Progress;
        Assert.Equal((1, BatchesPerEpoch, null), (progress.Epoch, progress.Batch, progress.LastEpoch));
        AssertSame(ResumableRun.Train(ResumableRun.Options), ResumableRun.Train(options with { ResumeFrom = _file }));
    }

    [Fact]
    public void Finished_run_is_resumed_by_giving_its_result()
    {
        var options = ResumableRun.Options with { Checkpoint = new() { File = _file } };
        var expected = ResumableRun.Train(options);
        var actual = ResumableRun.Train(options with { ResumeFrom = _file }, _ => Assert.Fail("Nothing was to be trained."));
        AssertSame(expected, actual);
    }

    [Fact]
    public void Diverged_run_leaves_its_last_good_checkpoint()
    {
        var options = ResumableRun.Options with { LearningRate = 100, WarmupEpochs = 50, Epochs = 50, Checkpoint = new() { File = _file } };
        var exception = Assert.Throws<TrainingDivergedException>(() => ResumableRun.Train(options));
        var checkpoint = CheckpointFile.Read(_file);
        Assert.Equal(exception.Epoch, checkpoint.Progress.Epoch);
        Assert.All(checkpoint.Tensors, tensor => Assert.True(tensor.Values.ToArray().All(float.IsFinite), tensor.Name));
    }

    /// <summary>The other way round: with any part of the state lost, a run does not end as it should.</summary>
    [Theory]
    [InlineData("momentum")]
    [InlineData("average")]
    [InlineData("statistics")]
    [InlineData("best weights")]
    [InlineData("best epoch")]
    [InlineData("patience")]
    [InlineData("batch")]
    [InlineData("epoch")]
    [InlineData("totals")]
    public void Every_part_of_the_state_counts(string lost)
    {
        var options = ResumableRun.Options with { EarlyStopping = new() { Patience = 4, MinDelta = 0.02 }, Epochs = 16 };
        var epochs = new List<TrainingMetrics>();
        var expected = ResumableRun.Train(options, epochs.Add);
        Assert.True(expected.Epoch > 1 && expected.StoppedEarly && expected.LastEpoch < 15, $"This test needs another run: {expected.Epoch} of {expected.LastEpoch}.");

        // Between two steps of the first epoch after the best.
        int reports = expected.Epoch * (BatchesPerEpoch + 1) + 2;
        Interrupt(reports, options with { Checkpoint = new() { File = _file } }, []);
        CheckpointFile.Write(_file, Without(lost, CheckpointFile.Read(_file)));
        var resumed = new List<TrainingMetrics>();
        var actual = ResumableRun.Train(options with { ResumeFrom = _file }, resumed.Add);
        Assert.False(Same(expected, actual) && resumed.All(m => WithoutTimes(m) == WithoutTimes(epochs[m.Epoch - 1])), $"Nobody missed the {lost}.");
    }

    [Theory]
    [InlineData("square.", true)]
    [InlineData("momentum.", false)]
    public void Checkpoint_without_a_part_of_what_AdamW_remembers_is_damaged(string kind, bool isLost)
    {
        var options = ResumableRun.Options with { Optimizer = OptimizerKind.AdamW, LearningRate = 1e-3 };
        Interrupt(3, options with { Checkpoint = new() { File = _file } }, []);
        var checkpoint = CheckpointFile.Read(_file);
        var tensors = checkpoint.Tensors.Where(t => t.Name != kind + "fc.weight").ToList();
        if (!isLost)
            tensors.Add((kind + "fc.weight", [1], new float[1]));
        CheckpointFile.Write(_file, checkpoint with { Tensors = tensors });
        Assert.Contains(
            $"Tensor '{kind}fc.weight' has {(isLost ? 0 : 1)} values; expected those of the parameter.",
            Assert.Throws<InvalidDataException>(() => ResumableRun.Train(options with { ResumeFrom = _file })).Message);
    }

    private static Checkpoint Without(string part, Checkpoint checkpoint)
    {
        var progress = checkpoint.Progress;
        var best = progress.Best;
        return part switch
        {
            "momentum" => Zeroed(name => name.StartsWith(Checkpoint.Momentum, StringComparison.Ordinal)),
            "average" => Zeroed(name => name == Checkpoint.Average + "fc.weight"),
            "statistics" => Zeroed(name => name == Checkpoint.Weights + "bn.running_mean"),
            "best weights" => Zeroed(name => name == Checkpoint.Best + "fc.bias"),
            "best epoch" => checkpoint with { Progress = progress with { Best = best with { Metrics = null } } },
            "patience" => checkpoint with { Progress = progress with { Best = best with { ImprovedIn = best.ImprovedIn + 1 } } },
            "batch" => checkpoint with { Progress = progress with { Batch = progress.Batch - 1 } },
            "epoch" => checkpoint with { Progress = progress with { Epoch = progress.Epoch + 1 } },
            _ => checkpoint with { Progress = progress with { Score = default } },
        };

        Checkpoint Zeroed(Func<string, bool> which)
        {
            Assert.Contains(checkpoint.Tensors, t => which(t.Name) && t.Values.ToArray().Any(value => value != 0));
            return checkpoint with { Tensors = [.. checkpoint.Tensors.Select(t => which(t.Name) ? (t.Name, t.Shape, new float[t.Values.Length]) : t)] };
        }
    }

    private TrainingResult InterruptedAfterEvery(int reports, TrainingOptions options, List<TrainingMetrics> seen)
    {
        options = options with { Checkpoint = new() { File = _file, EveryEpochs = 0 } };
        for (int life = 0; life < 100; life++)
        {
            if (Interrupt(reports, options with { ResumeFrom = life == 0 ? null : _file }, seen) is { } result)
                return result;
        }
        throw new InvalidOperationException("The run does not come to its end.");
    }

    private static TrainingResult? Interrupt(int reports, TrainingOptions options, List<TrainingMetrics> seen)
    {
        try
        {
            return ResumableRun.Train(options with { ReportBatches = true }, metrics =>
            {
                seen.Add(metrics);
                if (--reports == 0)
                    throw new OperationCanceledException();
            });
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(Facts(expected), Facts(actual));
        WeightAssert.Identical(expected.Weights, actual.Weights);
    }

    private static bool Same(TrainingResult expected, TrainingResult actual) => Facts(expected) == Facts(actual)
        && expected.Weights.Spec.Tensors.All(t => expected.Weights[t.Name].SequenceEqual(actual.Weights[t.Name]));

    private static (int, int, long, bool, string) Facts(TrainingResult result) => (result.Epoch, result.LastEpoch, result.Steps, result.StoppedEarly, WithoutTimes(result.Metrics));

    private static string WithoutTimes(TrainingMetrics metrics) =>
        JsonSerializer.Serialize(metrics with { Seconds = 0, ImagesPerSecond = 0, DataWaitShare = 0 });
}
