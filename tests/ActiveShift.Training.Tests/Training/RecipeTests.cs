namespace ActiveShift.Training.Tests.Training;

public class RecipeTests
{
    public static TheoryData<string, int, int, int, bool> Cases => new()
    {
        { nameof(Recipe.FineTuneFew), 1_999, 10, 224, true },
        { nameof(Recipe.FineTune), 2_000, 10, 224, true },
        { nameof(Recipe.FineTuneFew), 300, 3, 28, true },
        { nameof(Recipe.FineTune), 60_000, 10, 28, true },
        { nameof(Recipe.FewSmallImages), 1_999, 10, 64, false },
        { nameof(Recipe.SmallImages), 2_000, 10, 64, false },
        { nameof(Recipe.SmallImages), 19_999, 10, 64, false },
        { nameof(Recipe.ManySmallImages), 20_000, 10, 64, false },
        { nameof(Recipe.ManySmallImages), 20_000, 1_000, 64, false },
        { nameof(Recipe.FewPhotographs), 1_999, 10, 65, false },
        { nameof(Recipe.Photographs), 2_000, 10, 65, false },
    };

    /// <summary>All of them, found by their type, so that a new one is looked at too.</summary>
    private static IEnumerable<(string Name, TrainingOptions Options)> All =>
        typeof(Recipe).GetProperties().Select(property => (property.Name, (TrainingOptions)property.GetValue(null)!));

    [Fact]
    public void Recipes_are_valid_also_for_a_single_epoch()
    {
        Assert.True(All.Count() >= 9);
        foreach (var (_, recipe) in All)
        {
            recipe.Validate();
            (recipe with { Epochs = 1, Iterations = null }).Validate();
        }
    }

    /// <summary>
    /// What a trainer decides before it has read the data, or by the context alone, no recipe may decide.
    /// </summary>
    [Fact]
    public void Recipes_leave_seed_and_device_and_files_alone() => Assert.All(All, recipe => Assert.Equal(
        (null, null, null, 0, null, null, false),
        (recipe.Options.Seed, recipe.Options.GpuDeviceId, recipe.Options.FallbackToCpu, recipe.Options.Threads,
            recipe.Options.Checkpoint, recipe.Options.ResumeFrom,
            recipe.Options.KeepBest is not null || recipe.Options.EarlyStopping is not null)));

    [Fact]
    public void Cifar_is_the_default_but_for_its_steps() => Assert.Equal(new TrainingOptions { Iterations = 64_000 }, Recipe.Cifar);

    [Fact]
    public void ImageNet_is_the_papers() => Assert.Equal(
        (90, 256, 0.1, LearningRateDecay.Linear, 1e-4, 0.9, true, 0.01),
        (Recipe.ImageNet.Epochs, Recipe.ImageNet.BatchSize, Recipe.ImageNet.LearningRate, Recipe.ImageNet.LearningRateDecay, Recipe.ImageNet.WeightDecay,
            Recipe.ImageNet.Momentum, Recipe.ImageNet.Nesterov, Recipe.ImageNet.ShiftLearningRateFactor));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_data_decides(string name, int images, int classes, int side, bool fromTrained)
    {
        var choice = Recipe.For(Facts(images, classes, side, fromTrained));
        Assert.Equal(name, choice.Name);
        Assert.Equal(All.Single(recipe => recipe.Name == name).Options, choice.Options);
        // The longer side decides.
        Assert.Equal(choice, Recipe.For(Facts(images, classes, side, fromTrained) with { ImageWidth = 1 }));
        Assert.StartsWith($"{images} images of {classes} classes", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_is_a_sentence_in_every_culture() => Assert.Equal(
        "101 images of 40 classes (2.5 a class) are fewer than 200 images a class, with a trained network to begin with",
        Recipe.For(Facts(101, 40, 224, fromTrained: true)).Reason);

    [Theory]
    [InlineData(1_000, 32, 16)]
    [InlineData(192, 32, 16)]
    [InlineData(60, 10, 10)]
    [InlineData(10, 8, 8)]
    public void Very_few_images_get_smaller_batches(int images, int batch, int batchOfPhotographs)
    {
        Assert.Equal(batch, Recipe.For(Facts(images, 10, 28, fromTrained: false)).Options.BatchSize);
        Assert.Equal(batchOfPhotographs, Recipe.For(Facts(images, 10, 224, fromTrained: false)).Options.BatchSize);
        Assert.Equal(batch, Recipe.For(Facts(images, 10, 224, fromTrained: true)).Options.BatchSize);
    }

    [Fact]
    public void Nothing_is_no_data()
    {
        var facts = Facts(1, 1, 1, fromTrained: false);
        Recipe.For(facts);
        foreach (var wrong in (TrainingDataFacts[])[
            facts with { Images = 0 }, facts with { Classes = 0 }, facts with { ImageHeight = 0 },
            facts with { ImageWidth = 0 }])
            Assert.Throws<ArgumentOutOfRangeException>(() => Recipe.For(wrong));
    }

    private static TrainingDataFacts Facts(int images, int classes, int side, bool fromTrained) =>
        new() { Images = images, Classes = classes, ImageHeight = side, ImageWidth = side, FromTrainedNetwork = fromTrained };
}
