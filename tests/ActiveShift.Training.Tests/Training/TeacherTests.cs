using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class TeacherTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 3, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_all_the_weight_the_teacher_is_learned_and_not_the_labels(bool isFrozen)
    {
        var options = _options with
        {
            Epochs = 20,
            CropPadding = 0,
            HorizontalFlip = false,
            TeacherWeight = 1,
            StageLearningRateFactors = isFrozen ? [0, 0, 0] : null,
        };
        // The set shows its images' classes; the teacher says the next one.
        var training = new TestImages(_spec, 64) { Teacher = i => Sure((i + 1) % 4) };
        var validation = new TestImages(_spec, 40, seed: 1) { Label = i => (i + 1) % 4 };
        var result = NetworkTrainer.Train(_spec, training, validation, options, initialWeights: isFrozen ? Trained() : null);
        Assert.True(result.Metrics.ValidationAccuracy > 0.9, $"{result.Metrics.ValidationAccuracy}");
    }

    [Fact]
    public void Without_weight_the_teacher_changes_nothing()
    {
        var alone = NetworkTrainer.Train(_spec, new TestImages(_spec, 40), null, _options with { TeacherWeight = 1 }).Weights;
        var taught = new TestImages(_spec, 40) { Teacher = i => Sure((i + 1) % 4) };
        WeightAssert.Identical(alone, NetworkTrainer.Train(_spec, taught, null, _options with { TeacherWeight = 0 }).Weights);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_and_every_option_of_the_teacher_reaches_the_step()
    {
        var images = new TestImages(_spec, 70) { Teacher = i => [0.4f, 0.3f, 0.2f, 0.1f] };
        var first = Train(_options);
        WeightAssert.Identical(first, Train(_options));
        Assert.False(first["fc.weight"].SequenceEqual(Train(_options with { TeacherWeight = 0.4 })["fc.weight"]));
        Assert.False(first["fc.weight"].SequenceEqual(Train(_options with { TeacherTemperature = 3 })["fc.weight"]));

        NetworkWeights Train(TrainingOptions options) => NetworkTrainer.Train(_spec, images, null, options).Weights;
    }

    [Fact]
    public void What_is_no_teacher_is_an_error_that_names_the_image()
    {
        Assert.Contains("Image 0 of the training set has a teacher's probabilities of 3 classes; the network has 4.", Message(_ => [0.5f, 0.5f, 0]));
        Assert.Contains("Image 2 of the training set has no probabilities, but image 0 has some", Message(i => i == 2 ? [] : Sure(0)));
        Assert.Contains("Image 3 of the training set has a teacher's probabilities, but image 0 has none", Message(i => i == 3 ? Sure(0) : []));
        Assert.Contains("Image 1 of the training set has a teacher's probabilities that sum to 2; expected 1.", Message(i => i == 1 ? [1, 1, 0, 0] : Sure(0)));
        Assert.Contains("of which one is NaN; expected numbers from 0 to 1", Message(_ => [float.NaN, 1, 0, 0]));

        static string Message(Func<int, float[]> teacher) => Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(_spec, new TestImages(_spec, 8) { Teacher = teacher }, null, _options)).Message;
    }

    private static NetworkWeights Trained() =>
        NetworkTrainer.Train(_spec, new TestImages(_spec, 64), null, _options with { Epochs = 20, CropPadding = 0, HorizontalFlip = false }).Weights;

    private static float[] Sure(int label) => [.. Enumerable.Range(0, 4).Select(c => c == label ? 1f : 0f)];
}
