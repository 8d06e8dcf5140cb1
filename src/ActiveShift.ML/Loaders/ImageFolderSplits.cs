namespace ActiveShift.ML;

/// <summary>
/// The parts of a data set that comes split: a folder train, beside it val or test or both, and in each of them one
/// folder for each class. Each part is an image folder of its own, for <c>LoadImageFolder</c>.
/// </summary>
public sealed class ImageFolderSplits
{
    private static readonly string[] _trainNames = ["train", "training"];
    private static readonly string[] _validationNames = ["val", "valid", "validation"];
    private static readonly string[] _testNames = ["test", "testing"];

    private ImageFolderSplits(string train, string? validation, string? test)
    {
        Train = train;
        Validation = validation;
        Test = test;
    }

    /// <summary>The full path of the part to train on: the folder <c>train</c> or <c>training</c>.</summary>
    public string Train { get; }

    /// <summary>
    /// The full path of the folder <c>val</c>, <c>valid</c> or <c>validation</c>; null if there is none with class
    /// folders.
    /// </summary>
    public string? Validation { get; }

    /// <summary>
    /// The full path of the folder <c>test</c> or <c>testing</c>; null if there is none with class folders.
    /// </summary>
    public string? Test { get; }

    /// <summary>Tells whether a folder holds the parts of a data set. Names count in any case.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>
    /// The parts; or null if the folders in it are classes, one of which may well be called train: it is a part only if
    /// no image lies directly in it, and if a folder for validation or test has class folders of the same names, or,
    /// for a test whose classes are kept back, none at all.
    /// </returns>
    public static ImageFolderSplits? Find(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        DirectoryInfo root = new(Path.GetFullPath(directory));
        if (!root.Exists)
            return null;
        DirectoryInfo[] folders = [.. root.EnumerateDirectories("*", ImageFolderScan.Everything)
            .OrderBy(folder => folder.Name, StringComparer.Ordinal)];
        if (Named(_trainNames).FirstOrDefault() is not { } train || HoldsImages(train))
            return null;
        HashSet<string> classes = [.. ClassNames(train)];
        string? validation = Part(_validationNames), test = Part(_testNames);
        bool hasPart = validation is not null || test is not null;
        bool isKeptBack = classes.Count > 1 && Named(_testNames).Any(folder => !ClassNames(folder).Any());
        return hasPart || isKeptBack ? new(train.FullName, validation, test) : null;

        IEnumerable<DirectoryInfo> Named(string[] names) =>
            folders.Where(folder => names.Contains(folder.Name, StringComparer.OrdinalIgnoreCase));

        string? Part(string[] names) =>
            Named(names).FirstOrDefault(folder => !HoldsImages(folder) && ClassNames(folder).Any(classes.Contains))
                ?.FullName;
    }

    /// <summary>How to load them, in a sentence.</summary>
    internal string Advice
    {
        get
        {
            string[] others = [.. new[] { Validation, Test }.OfType<string>()
                .Select(part => $"LoadImageFolder(\"{part}\")")];
            return $"Load every part by itself: LoadImageFolder(\"{Train}\") to train on" +
                (others.Length > 0
                    ? $", {string.Join(" and ", others)} to evaluate on."
                    : "; the test part has no class folders.");
        }
    }

    private static bool HoldsImages(DirectoryInfo folder) =>
        folder.EnumerateFiles("*", ImageFolderScan.Everything).Any(file => ImageFileNames.IsImage(file.Name));

    private static IEnumerable<string> ClassNames(DirectoryInfo folder) =>
        folder.EnumerateDirectories("*", ImageFolderScan.Everything).Select(found => found.Name)
            .Where(name => !ImageFileNames.IsHidden(name));
}
