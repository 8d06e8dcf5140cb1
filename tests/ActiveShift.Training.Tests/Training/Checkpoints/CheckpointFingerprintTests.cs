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
        Assert.Equal(
            typeof(TrainingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(free).Order(),
            FingerprintOptions.Defaults().Select(field => field.Key).Order());
        CheckpointFingerprint.Check("file", _fingerprint, Of(_spec, _options with { Threads = 3, ReportBatches = true, ResumeFrom = "x", Checkpoint = new() { File = "y" } }));
        CheckpointFingerprint.Check("file", _fingerprint, Of(_spec, _options with { GpuDeviceId = 1, FallbackToCpu = true, ChannelsLast = true }));
    }

    [Fact]
    public void Defaults_are_not_written_so_that_a_checkpoint_from_before_an_option_fits() =>
        Assert.Empty(JsonNode.Parse(_fingerprint)!["options"]!.AsObject());

    /// <remarks>
    /// They are not written, so a checkpoint of before would go on under the new default without a word: who changes one raises
    /// <see cref="CheckpointFingerprint.Version"/>. A new option needs no line here.
    /// </remarks>
    [Fact]
    public void Defaults_are_those_that_the_version_stands_for()
    {
        const string ofVersion2 =
            """
            {"BalancedClassWeights":false,"BatchSize":128,"ClassWeights":null,"ColorJitter":null,"CropPadding":4,"EarlyStopping":null,"Epochs":164,
            "GradientMaxNorm":null,"HorizontalFlip":true,"Iterations":null,"KeepBest":false,"LabelSmoothing":0,"LatticeRegularization":0,
            "LearningRate":0.1,"LearningRateDecay":"MultiStep","LearningRateMilestoneFactor":0.1,"LearningRateMilestones":[0.5,0.75],
            "Momentum":0.9,"Nesterov":true,"Precision":"Float32","RandomCrop":"Padded","ResizedCropMinArea":0.08,"Seed":0,
            "ShiftGradient":"Normalized","ShiftGradientMaxNorm":1,"ShiftLearningRateFactor":0.01,"StageLearningRateFactors":null,
            "ValidationMetric":"Loss","WarmupEpochs":0,"WeightAverageDecay":0,"WeightDecay":0.0005}
            """;
        var now = FingerprintOptions.Defaults();
        foreach (var (name, value) in JsonNode.Parse(ofVersion2)!.AsObject())
            Assert.Equal($"{name} {value?.ToJsonString()}", $"{name} {now[name]?.ToJsonString()}");
        Assert.Equal((10, 0), (new EarlyStopping().Patience, new EarlyStopping().MinDelta));
        Assert.Equal((0.2, 0.2, 0.2), (new ColorJitter().Brightness, new ColorJitter().Contrast, new ColorJitter().Saturation));
    }

    [Fact]
    public void Two_ways_to_say_the_same_are_one_training()
    {
        CheckpointFingerprint.Check("file", _fingerprint, Of(_spec, _options with { Seed = 0, KeepBest = false }));
        var stopping = _options with { EarlyStopping = new() };
        CheckpointFingerprint.Check("file", Of(_spec, stopping), Of(_spec, stopping with { KeepBest = true }));
        Assert.Contains("options.EarlyStopping is null there; expected {}", Message(Of(_spec, stopping with { KeepBest = false })));
    }

    [Fact]
    public void It_is_written_like_this_for_ever()
    {
        var options = new TrainingOptions
        {
            Epochs = 5,
            LearningRate = 0.05,
            LearningRateDecay = LearningRateDecay.Cosine,
            LearningRateMilestones = [0.25],
            EarlyStopping = new() { Patience = 3 },
            HorizontalFlip = false,
        };
        var json = JsonNode.Parse(Of(_spec, options))!;
        Assert.Equal("2", json["version"]!.ToJsonString());
        Assert.Equal(
            """{"EarlyStopping":{"Patience":3},"Epochs":5,"HorizontalFlip":false,"KeepBest":true,"LearningRate":0.05,"LearningRateDecay":"Cosine","LearningRateMilestones":[0.25]}""",
            json["options"]!.ToJsonString());
        Assert.Equal(["channels", "height", "width", "classes", "stem", "stages"], json["network"]!.AsObject().Select(field => field.Key));
        Assert.Equal(["input", "middle", "output", "stride", "spatial"], json["network"]!["stages"]![0]![0]!.AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"version\":2,\"version\":2}")]
    public void What_is_no_fingerprint_is_an_error_that_names_the_file(string seen)
    {
        var error = Assert.Throws<InvalidDataException>(() => CheckpointFingerprint.Check("run.checkpoint", seen, _fingerprint));
        Assert.Contains("'run.checkpoint'", error.Message);
    }

    [Fact]
    public void One_of_another_version_is_called_that() =>
        Assert.Contains(
            "the version of its fingerprint is absent; expected 2",
            Assert.Throws<InvalidDataException>(() => CheckpointFingerprint.Check("file", "{}", _fingerprint)).Message);

    [Fact]
    public void An_option_that_is_not_written_is_at_its_default() =>
        Assert.Contains(
            "options.Precision is \"Float32\" there; expected \"BFloat16\"", Message(Of(_spec, _options with { Precision = TrainingPrecision.BFloat16 })));

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

    [Fact]
    public void The_teacher_is_a_part_of_it_where_there_is_one()
    {
        Assert.False(JsonNode.Parse(_fingerprint)!.AsObject().ContainsKey("teacher"));
        Assert.Contains("teacher is absent there; expected \"", Message(Taught(0.25f)));
        Assert.Equal(Taught(0.25f), Taught(0.25f));
        Assert.NotEqual(Taught(0.25f), Taught(0.5f));

        static string Taught(float first) =>
            Of(_spec, _options, new TestImages(_spec, 10) { Teacher = _ => [first, 1 - first] });
    }

    private static string Message(string expected) =>
        Assert.Throws<InvalidDataException>(() => CheckpointFingerprint.Check("file", _fingerprint, expected)).Message;

    private static string Of(
        NetworkSpec spec, TrainingOptions options, TestImages? training = null, TestImages? validation = null, NetworkWeights? initialWeights = null) =>
        CheckpointFingerprint.Of(new TrainingTask(spec, training ?? _images, validation, initialWeights), options);
}
