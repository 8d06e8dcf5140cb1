namespace ActiveShift.Training;

/// <summary>A recipe that was chosen, and why; see <see cref="Recipe.For"/>.</summary>
public sealed record RecipeChoice
{
    /// <summary>The recipe's name: that of a property of <see cref="Recipe"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The options: those of the recipe, with smaller batches where there are very few images.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Why it was chosen, a sentence in English without its full stop.</summary>
    public required string Reason { get; init; }
}
