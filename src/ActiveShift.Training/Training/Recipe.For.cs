using System.Globalization;

namespace ActiveShift.Training;

public static partial class Recipe
{
    /// <summary>
    /// The recipe that suits a set of images, by what is known of it:
    /// <list type="table">
    /// <listheader><term>images</term><description>recipe</description></listheader>
    /// <item>
    /// <term>fewer than <see cref="FewImages"/> a class, from a trained network</term>
    /// <description><see cref="FineTuneFew"/></description>
    /// </item>
    /// <item>
    /// <term>more, from a trained network</term>
    /// <description><see cref="FineTune"/></description>
    /// </item>
    /// <item>
    /// <term>fewer than <see cref="FewImages"/> a class, small</term>
    /// <description><see cref="FewSmallImages"/></description>
    /// </item>
    /// <item>
    /// <term>more, small</term>
    /// <description><see cref="SmallImages"/></description>
    /// </item>
    /// <item>
    /// <term><see cref="ManyImages"/> or more, small</term>
    /// <description><see cref="ManySmallImages"/></description>
    /// </item>
    /// <item>
    /// <term>fewer than <see cref="FewImages"/> a class, larger</term>
    /// <description><see cref="FewPhotographs"/></description>
    /// </item>
    /// <item>
    /// <term>more, larger</term>
    /// <description><see cref="Photographs"/></description>
    /// </item>
    /// </list>
    /// Of so few images that an epoch would have less than six steps the batches are made smaller, down to eight. A
    /// trainer of ML.NET whose options have no <c>Training</c> asks this function.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The recipe, and why.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no image, class or pixel.</exception>
    public static RecipeChoice For(TrainingDataFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfLessThan(facts.Images, 1, nameof(facts.Images));
        ArgumentOutOfRangeException.ThrowIfLessThan(facts.Classes, 1, nameof(facts.Classes));
        ArgumentOutOfRangeException.ThrowIfLessThan(facts.ImageHeight, 1, nameof(facts.ImageHeight));
        ArgumentOutOfRangeException.ThrowIfLessThan(facts.ImageWidth, 1, nameof(facts.ImageWidth));
        var (name, recipe) = Choose(facts);
        return new RecipeChoice
        {
            Name = name,
            Options = facts.AreFew ? recipe with { BatchSize = BatchOfFew(recipe, facts.Images) } : recipe,
            Reason = Reason(facts),
        };
    }

    private static (string Name, TrainingOptions Recipe) Choose(TrainingDataFacts facts)
    {
        if (facts.FromTrainedNetwork)
            return facts.AreFew ? (nameof(FineTuneFew), FineTuneFew) : (nameof(FineTune), FineTune);
        if (!facts.AreSmall)
            return facts.AreFew ? (nameof(FewPhotographs), FewPhotographs) : (nameof(Photographs), Photographs);
        if (facts.Images >= ManyImages)
            return (nameof(ManySmallImages), ManySmallImages);
        return facts.AreFew ? (nameof(FewSmallImages), FewSmallImages) : (nameof(SmallImages), SmallImages);
    }

    private static int BatchOfFew(TrainingOptions recipe, int images) =>
        Math.Min(recipe.BatchSize, Math.Max(SmallestBatch, images / FewestSteps));

    private static string Reason(TrainingDataFacts facts)
    {
        double perClass = (double)facts.Images / facts.Classes;
        string many = !facts.FromTrainedNetwork && facts.AreSmall && facts.Images >= ManyImages
            ? $"{ManyImages} images or more"
            : $"{(facts.AreFew ? "fewer than" : "at least")} {FewImages} images a class";
        string size = $"{(facts.AreSmall ? "no" : "a")} side above {TrainingDataFacts.SmallImageSide} pixels";
        string beginning = facts.FromTrainedNetwork
            ? "a trained network to begin with"
            : $"{size}, and no trained network to begin with";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{facts.Images} images of {facts.Classes} classes ({perClass:0.#} a class) are {many}, with {beginning}");
    }
}
