using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class TeacherTests
{
    private static readonly NetworkSpec _spec =
        NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);

    private static readonly TrainingOptions _options =
        new() { Epochs = 3, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1 };

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
        var initial = isFrozen ? Trained() : null;
        var result = NetworkTrainer.Train(_spec, training, validation, options, initialWeights: initial);
        Assert.True(result.Metrics.ValidationAccuracy > 0.9, $"{result.Metrics.ValidationAccuracy}");
    }

    [Fact]
    public void Without_weight_the_teacher_changes_nothing()
    {
        var taught = new TestImages(_spec, 40) { Teacher = i => Sure((i + 1) % 4) };
        WeightAssert.Identical(
            Train(new TestImages(_spec, 40), _options with { TeacherWeight = 1 }),
            Train(taught, _options with { TeacherWeight = 0 }));
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_and_every_option_of_the_teacher_reaches_the_step()
    {
        var images = new TestImages(_spec, 70) { Teacher = i => [0.4f, 0.3f, 0.2f, 0.1f] };
        var first = Train(images, _options);
        WeightAssert.Identical(first, Train(images, _options));
        TrainingOptions[] others = [_options with { TeacherWeight = 0.4 }, _options with { TeacherTemperature = 3 }];
        Assert.All(others, o => Assert.False(first["fc.weight"].SequenceEqual(Train(images, o)["fc.weight"])));
    }

    [Fact]
    public void What_is_no_teacher_is_an_error_that_names_the_image()
    {
        AssertRefused(_ => [0.5f, 0.5f, 0], "Image 0 of the training set", "of 3 classes; the network has 4.");
        AssertRefused(i => i == 2 ? [] : Sure(0), "Image 2 of the training set has no", "but image 0 has some");
        AssertRefused(i => i == 3 ? Sure(0) : [], "Image 3 of the training set has a", "but image 0 has none");
        AssertRefused(i => i == 1 ? [1, 1, 0, 0] : Sure(0), "Image 1 of the training set", "sum to 2; expected 1.");
        AssertRefused(_ => [float.NaN, 1, 0, 0], "of which one is NaN; expected numbers from 0 to 1");
    }

    private static void AssertRefused(Func<int, float[]> teacher, params string[] said)
    {
        var images = new TestImages(_spec, 8) { Teacher = teacher };
        string message = Assert.Throws<ArgumentException>(() => Train(images, _options)).Message;
        Assert.All(said, part => Assert.Contains(part, message));
    }

    private static NetworkWeights Train(TestImages images, TrainingOptions options) =>
        NetworkTrainer.Train(_spec, images, null, options).Weights;

    private static NetworkWeights Trained() => Train(
        new TestImages(_spec, 64), _options with { Epochs = 20, CropPadding = 0, HorizontalFlip = false });

    private static float[] Sure(int label) => [.. Enumerable.Range(0, 4).Select(c => c == label ? 1f : 0f)];
}
