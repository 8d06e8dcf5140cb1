namespace ActiveShift.ML;

/// <summary>What was found in a folder of images.</summary>
public sealed class ImageFolderSummary
{
    internal ImageFolderSummary(IReadOnlyDictionary<string, int> imagesPerClass, int ignoredFileCount)
    {
        ImagesPerClass = imagesPerClass;
        ImageCount = imagesPerClass.Values.Sum();
        IgnoredFileCount = ignoredFileCount;
    }

    /// <summary>Number of images of each class, by the class's name: every folder that was looked into, those without images too.</summary>
    public IReadOnlyDictionary<string, int> ImagesPerClass { get; }

    /// <summary>Number of images of all classes.</summary>
    public int ImageCount { get; }

    /// <summary>
    /// Number of files that were passed over: those that <see cref="ImageFileNames.IsImage"/> does not take for images,
    /// and those that lie beside the class folders and not in one.
    /// </summary>
    public int IgnoredFileCount { get; }
}
