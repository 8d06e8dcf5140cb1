namespace ActiveShift.Bench.Photos;

/// <summary>What is trained on and measured on.</summary>
/// <param name="Data">The folder with the parts train and test.</param>
/// <param name="Seeds">One run each.</param>
/// <param name="ImagesPerClass">The most images of a class to train on.</param>
/// <param name="TestImagesPerClass">The most images of a class to measure on.</param>
/// <param name="Holdout">The share of train to measure on instead of test, or null for test.</param>
internal sealed record PhotosPlan(
    string Data, IReadOnlyList<int> Seeds, int ImagesPerClass, int TestImagesPerClass, double? Holdout);
