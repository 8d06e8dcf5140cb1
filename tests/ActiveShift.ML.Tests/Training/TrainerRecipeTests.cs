using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

/// <summary>What the options of the trainer and the recipe in them come to.</summary>
public sealed class TrainerRecipeTests
{
    [Fact]
    public void What_is_set_beside_a_recipe_rules_over_it_whatever_is_set_first()
    {
        var expected = Recipe.FineTune with { Epochs = 5, BatchSize = 7, LearningRate = 0.3, Seed = 9, Threads = 2, ReportBatches = true };

        Assert.Equal(expected, new ActiveShiftResNetTrainer.Options
        {
            Epochs = 5,
            BatchSize = 7,
            LearningRate = 0.3,
            Seed = 9,
            Threads = 2,
            ReportBatches = true,
            Training = Recipe.FineTune,
        }.ResolveTraining(Recipe.Photographs));
        Assert.Equal(expected, new ActiveShiftResNetTrainer.Options
        {
            Training = Recipe.FineTune,
            Epochs = 5,
            BatchSize = 7,
            LearningRate = 0.3,
            Seed = 9,
            Threads = 2,
            ReportBatches = true,
        }.ResolveTraining(Recipe.Photographs));
    }

    [Fact]
    public void What_is_not_set_is_as_the_recipe_says()
    {
        var recipe = Recipe.Cifar with { Seed = 4, Threads = 3, ReportBatches = true };
        Assert.Equal(
            recipe, new ActiveShiftResNetTrainer.Options { Training = recipe }.ResolveTraining(Recipe.Photographs));
    }

    [Fact]
    public void Epochs_rule_over_the_steps_of_a_recipe()
    {
        var training = new ActiveShiftResNetTrainer.Options { Epochs = 5, Training = Recipe.Cifar }
            .ResolveTraining(Recipe.Photographs);
        Assert.Equal((5, null), (training.Epochs, training.Iterations));
    }

    [Fact]
    public void Where_no_recipe_is_set_what_is_set_rules_over_the_one_that_is_chosen()
    {
        var options = new ActiveShiftResNetTrainer.Options { Training = null, BatchSize = 16 };
        options.Epochs = 2;
        Assert.Equal(Recipe.Photographs with { Epochs = 2, BatchSize = 16 }, options.ResolveTraining(Recipe.Photographs));
        Assert.Equal(Recipe.Photographs, new ActiveShiftResNetTrainer.Options().ResolveTraining(Recipe.Photographs));
        OptionChecks.Check(options);
    }

    [Fact]
    public void A_recipe_that_is_out_of_range_is_refused_when_the_trainer_is_made()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(
            new ActiveShiftResNetTrainer.Options { Training = Recipe.Cifar with { Momentum = 1.5 } }));
        Assert.StartsWith("Momentum must be at least 0 and below 1.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1.5, error.ActualValue);
    }
}
