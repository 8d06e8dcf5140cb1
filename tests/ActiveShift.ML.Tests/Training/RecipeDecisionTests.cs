using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Training;

/// <summary>What a trainer without a recipe does, and says.</summary>
public sealed class RecipeDecisionTests(TrainedModels models)
{
    private const string Advice = "InitialModel = ActiveShiftModels.Load(\"as-resnet-w32\")";

    [Fact]
    public void The_log_says_which_recipe_was_chosen_and_why_and_what_of_it_is_set()
    {
        var options = ShapeData.Options();
        (options.Training, options.Epochs, options.BatchSize, options.LearningRate) = (null, 2, null, null);
        var lines = Lines(options, out var metrics);

        Assert.Equal(
            "Recipe.FewSmallImages is chosen, since 30 images of 3 classes (10 a class) are fewer than 200 images a class, " +
            "with no side above 64 pixels, and no trained network to begin with: 2 epochs of up to 8 images a step, " +
            "learning rate 0.1. Training sets another recipe; Epochs, BatchSize and " +
            "LearningRate set these alone.",
            Assert.Single(lines, line => line.Contains("is chosen", StringComparison.Ordinal)));
        Assert.Equal([1, 2], metrics.Select(m => m.Epoch));
        Assert.All(metrics, m => Assert.Equal(2, m.Epochs));
        // The recipe's cosine: almost at its end in the last step.
        Assert.True(metrics[^1].LearningRate < 0.03);
        Assert.DoesNotContain(lines, line => line.Contains(Advice, StringComparison.Ordinal));
    }

    [Fact]
    public void From_a_trained_network_the_classifier_comes_first()
    {
        var options = FromTrained();
        options.Epochs = 1;
        var lines = Lines(options, out var metrics);

        Assert.Contains(
            lines, line => line.StartsWith("Recipe.FineTuneFew is chosen, since 30 images of 3 classes", StringComparison.Ordinal));
        Assert.Contains("The classifier is fitted alone first, to features that are computed once.", lines);
        Assert.Single(metrics);
    }

    [Fact]
    public void A_recipe_that_is_set_is_the_one_and_nothing_is_said_of_another()
    {
        var lines = Lines(ShapeData.Options(), out var metrics);

        Assert.DoesNotContain(lines, line => line.Contains("is chosen", StringComparison.Ordinal));
        Assert.Equal(3, metrics.Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Few_photographs_are_told_what_a_trained_network_would_bring(bool isArchitectureSet, bool isTold)
    {
        var options = new ActiveShiftResNetTrainer.Options { ImageHeight = 80, ImageWidth = 80, Epochs = 1 };
        if (isArchitectureSet)
            options.Architecture = NetworkArchitecture.AsNet(depth: 8, baseWidth: 4, expansion: 1);
        var lines = Lines(options, out _);

        Assert.Equal(isTold, lines.Any(line => line.Contains(Advice, StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("Recipe.FewPhotographs is chosen", StringComparison.Ordinal));
    }

    [Fact]
    public void The_chosen_recipe_gives_the_same_model_for_the_same_seed()
    {
        var options = FromTrained();
        options.Epochs = 1;
        using var first = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        using var second = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        ActiveShiftResNetTrainerTests.AssertSameWeights(first, second);
    }

    [Theory]
    [InlineData(64, false, false)]
    [InlineData(65, false, true)]
    [InlineData(64, true, true)]
    public void Margins_are_kept_for_the_recipes_that_may_be_chosen(int side, bool fromTrained, bool isKept)
    {
        var options = fromTrained ? FromTrained() : new ActiveShiftResNetTrainer.Options();
        var preprocessing = InputGeometry.Preprocessing(new(), new ImageSize(side, side, 3), isFixed: false);

        Assert.Equal(isKept, RecipeDecision.NeedsMargin(options, preprocessing));
        options.Training = Recipe.Cifar;
        Assert.False(RecipeDecision.NeedsMargin(options, preprocessing));
        options.Training = Recipe.ImageNet;
        Assert.True(RecipeDecision.NeedsMargin(options, preprocessing));
    }

    private ActiveShiftResNetTrainer.Options FromTrained() =>
        new() { InitialModel = models[FeatureForm.Encoded].Model.AsPretrained() };

    private static List<string> Lines(ActiveShiftResNetTrainer.Options options, out List<TrainingMetrics> metrics)
    {
        var lines = new List<string>();
        var context = new MLContext(seed: 7);
        context.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Info)
                lines.Add(e.RawMessage);
        };
        metrics = [];
        options.MetricsCallback = metrics.Add;
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options)
            .Fit(ShapeData.Table(FeatureForm.Encoded));
        return lines;
    }
}
