namespace ActiveShift.Training;

/// <summary>
/// What is known of images before a network is trained on them, and decides by which <see cref="Recipe"/>.
/// </summary>
public sealed record TrainingDataFacts
{
    /// <summary>The longest side of a small image: 64 pixels.</summary>
    public const int SmallImageSide = 64;

    /// <summary>Training images; 1 or more.</summary>
    public required int Images { get; init; }

    /// <summary>Classes; 1 or more.</summary>
    public required int Classes { get; init; }

    /// <summary>Height of the network's input, in pixels; 1 or more.</summary>
    public required int ImageHeight { get; init; }

    /// <summary>Width of the network's input, in pixels; 1 or more.</summary>
    public required int ImageWidth { get; init; }

    /// <summary>Whether training begins with the weights of a trained network.</summary>
    public required bool FromTrainedNetwork { get; init; }

    /// <summary>Whether there are fewer than <see cref="Recipe.FewImages"/> a class, on average.</summary>
    public bool AreFew => Images < (long)Recipe.FewImages * Classes;

    /// <summary>Whether no side is above <see cref="SmallImageSide"/>.</summary>
    public bool AreSmall => IsSmall(ImageHeight, ImageWidth);

    /// <summary>Whether an image of that size is small.</summary>
    internal static bool IsSmall(int height, int width) => Math.Max(height, width) <= SmallImageSide;
}
