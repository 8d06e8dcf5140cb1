namespace ActiveShift.Training.Tests.Training;

public class RecipeTests
{
    [Fact]
    public void Recipes_are_valid()
    {
        foreach (var recipe in (TrainingOptions[])[Recipe.Cifar, Recipe.ImageNet, Recipe.SmallImages, Recipe.FineTune])
            recipe.Validate();
    }

    [Fact]
    public void Cifar_is_the_default_but_for_its_steps() => Assert.Equal(new TrainingOptions { Iterations = 64_000 }, Recipe.Cifar);

    [Fact]
    public void ImageNet_is_the_papers() => Assert.Equal(
        (90, 256, 0.1, LearningRateDecay.Linear, 1e-4, 0.9, true, 0.01),
        (Recipe.ImageNet.Epochs, Recipe.ImageNet.BatchSize, Recipe.ImageNet.LearningRate, Recipe.ImageNet.LearningRateDecay, Recipe.ImageNet.WeightDecay,
            Recipe.ImageNet.Momentum, Recipe.ImageNet.Nesterov, Recipe.ImageNet.ShiftLearningRateFactor));
}
