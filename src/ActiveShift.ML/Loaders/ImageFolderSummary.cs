namespace ActiveShift.ML;

/// <summary>What was found in a folder of images.</summary>
public sealed class ImageFolderSummary
{
    internal ImageFolderSummary(IReadOnlyList<ClassFolder> classes, int ignoredFileCount, ImageFolderSplits? splits)
    {
        ImagesPerClass = Sorted(classes, folder => folder.Images);
        ClassesWithoutImages = [.. classes.Where(folder => folder.Images == 0).Select(folder => folder.Name)];
        IgnoredExtensionsPerClass = Sorted(
            classes.Where(folder => folder.IgnoredExtensions.Count > 0), folder => folder.IgnoredExtensions);
        ImageCount = ImagesPerClass.Values.Sum();
        IgnoredFileCount = ignoredFileCount;
        Splits = splits;
        Warnings = [.. ImageFolderWarnings.Of(classes, splits)];
    }

    /// <summary>Number of images of each class, by the class's name: every folder that was looked into, those without images too.</summary>
    public IReadOnlyDictionary<string, int> ImagesPerClass { get; }

    /// <summary>
    /// The classes that have no image: their folder is there, but the data has no row of them. In ordinal order.
    /// </summary>
    public IReadOnlyList<string> ClassesWithoutImages { get; }

    /// <summary>
    /// How many files were passed over in each class, by the class's name and the files' extension (with its dot, in
    /// lower case; empty for none). Classes without such files are not in it, nor are hidden files.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> IgnoredExtensionsPerClass { get; }

    /// <summary>
    /// The parts of the data set, if the folder holds such and not classes (with <c>recursive: true</c>; else that is
    /// an error); null else.
    /// </summary>
    public ImageFolderSplits? Splits { get; }

    /// <summary>
    /// What should be known before training, a sentence each, and also goes to <c>MLContext.Log</c> as warnings:
    /// classes without images, images in formats that are not read, parts of a data set in the place of classes. Mostly
    /// empty.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Number of images of all classes.</summary>
    public int ImageCount { get; }

    /// <summary>
    /// Number of files that were passed over: those that <see cref="ImageFileNames.IsImage"/> does not take for images,
    /// and those that lie beside the class folders and not in one.
    /// </summary>
    public int IgnoredFileCount { get; }

    private static SortedDictionary<string, T> Sorted<T>(
        IEnumerable<ClassFolder> classes, Func<ClassFolder, T> value) =>
        new(classes.ToDictionary(folder => folder.Name, value), StringComparer.Ordinal);
}
