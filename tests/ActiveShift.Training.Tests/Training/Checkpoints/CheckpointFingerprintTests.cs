using System.Reflection;
using System.Text.Json.Nodes;
using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training.Checkpoints;

public class CheckpointFingerprintTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();
    private static readonly TestImages _images = new(_spec, 10);
    private static readonly TrainingOptions _options = new();
    private static readonly string _fingerprint = Of(_spec, _options);

    [Fact]
    public void Same_run_fits() => CheckpointFingerprint.Check("file", _fingerprint, Of(RandomNetwork.Spec(), new TrainingOptions()));

    [Fact]
    public void Every_option_is_part_of_it_but_for_those_that_do_not_change_the_result()
    {
        string[] free = ["Checkpoint", "ReportBatches", "ResumeFrom", "Threads", "GpuDeviceId", "FallbackToCpu", "ChannelsLast"];
        var fields = JsonNode.Parse(_fingerprint)!["options"]!.AsObject().Select(field => field.Key);
        Assert.Equal(typeof(TrainingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(free).Order(), fields.Append("Precision").Order());
        CheckpointFingerprint.Check("file", _fingerprint, Of(_spec, _options with { Threads = 3, ReportBatches = true, ResumeFrom = "x", Checkpoint = new() { File = "y" } }));
        CheckpointFingerprint.Check("file", _fingerprint, Of(_spec, _options with { GpuDeviceId = 1, FallbackToCpu = true, ChannelsLast = true }));
    }

    [Fact]
    public void The_precision_is_part_of_it_where_it_is_not_the_default_so_that_older_checkpoints_fit() =>
        Assert.Contains("options.Precision is absent there; expected \"BFloat16\"", Message(Of(_spec, _options with { Precision = TrainingPrecision.BFloat16 })));

    [Fact]
    public void Difference_is_named_with_both_values()
    {
        Assert.Equal("Checkpoint 'file' is of another training: options.LearningRate is 0.1 there; expected 0.2 as in this one.", Message(Of(_spec, _options with { LearningRate = 0.2 })));
        Assert.Contains("options.EarlyStopping.Patience is absent there; expected 3", Message(Of(_spec, _options with { EarlyStopping = new() { Patience = 3 } })));
        Assert.Contains("options.LearningRateMilestones is [0.5,0.75] there; expected [0.5]", Message(Of(_spec, _options with { LearningRateMilestones = [0.5] })));
        Assert.Contains("network.classes is 3 there; expected 4", Message(Of(RandomNetwork.Spec(classes: 4), _options)));
        Assert.Contains("network.stages is ", Message(Of(new NetworkSpec(2, 9, 7, _spec.Stem, _spec.Stages.Take(1), 3), _options)));
        Assert.Contains("training.images is 10 there; expected 11", Message(Of(_spec, _options, training: new TestImages(_spec, 11))));
        Assert.Contains("training.labels is ", Message(Of(_spec, _options, training: new TestImages(_spec, 10) { Label = i => i == 9 ? 2 : i % 3 })));
        Assert.Contains("validation.images is absent there; expected 10", Message(Of(_spec, _options, validation: _images)));
        Assert.Contains("initialWeights is null there; expected ", Message(Of(_spec, _options, initialWeights: RandomNetwork.Weights(_spec, 1))));
        Assert.NotEqual(Of(_spec, _options, initialWeights: RandomNetwork.Weights(_spec, 1)), Of(_spec, _options, initialWeights: RandomNetwork.Weights(_spec, 2)));
    }

    private static string Message(string expected) =>
        Assert.Throws<InvalidDataException>(() => CheckpointFingerprint.Check("file", _fingerprint, expected)).Message;

    private static string Of(
        NetworkSpec spec, TrainingOptions options, TestImages? training = null, TestImages? validation = null, NetworkWeights? initialWeights = null) =>
        CheckpointFingerprint.Of(new TrainingTask(spec, training ?? _images, validation, initialWeights), options);
}
