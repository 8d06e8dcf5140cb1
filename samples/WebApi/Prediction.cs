namespace WebApi;

/// <summary>The answer to a picture.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Classes">The most probable classes, best first.</param>
/// <param name="Image">The picture that was seen.</param>
internal sealed record Prediction(string Label, float Probability, IReadOnlyList<ClassProbability> Classes, PictureHeader Image)
{
    /// <param name="scores">The probability of each class.</param>
    /// <param name="names">The name of each class.</param>
    /// <param name="top">How many classes to list; of equals the first comes first.</param>
    /// <param name="image">The picture.</param>
    public static Prediction Of(float[] scores, IReadOnlyList<string> names, int top, PictureHeader image)
    {
        ClassProbability[] best =
            [.. Enumerable.Range(0, scores.Length).OrderByDescending(index => scores[index]).Take(top).Select(index => new ClassProbability(names[index], scores[index]))];
        return new Prediction(best[0].Label, best[0].Probability, best, image);
    }
}

/// <summary>A class and its probability, 0 to 1.</summary>
internal sealed record ClassProbability(string Label, float Probability);
