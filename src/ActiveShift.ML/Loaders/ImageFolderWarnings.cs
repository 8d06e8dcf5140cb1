namespace ActiveShift.ML;

/// <summary>
/// What a user should know of an image folder before training on it: images that are there and are not read.
/// </summary>
internal static class ImageFolderWarnings
{
    /// <summary>Extensions of formats of images that the decoder does not read.</summary>
    private static readonly HashSet<string> _unread =
    [
        ".arw", ".avif", ".cr2", ".cr3", ".dng", ".heic", ".heif", ".hif", ".j2k", ".jp2", ".jxl", ".nef", ".orf",
        ".pbm", ".pgm", ".ppm", ".psd",
        ".raf", ".rw2", ".svg", ".tga", ".tif", ".tiff",
    ];

    public static IEnumerable<string> Of(IEnumerable<ClassFolder> classes, ImageFolderSplits? splits)
    {
        if (splits is not null)
        {
            yield return "The class folders are the parts of a data set, so that the classes are " +
                $"'{Path.GetFileName(splits.Train)}' and the like. {splits.Advice}";
        }
        foreach (var folder in classes)
        {
            if (folder.Images == 0)
            {
                yield return $"The class folder '{folder.Name}' holds no image that is read, so the data has no such " +
                    $"class: {Contents(folder)}. " +
                    $"Read are {string.Join(", ", ImageFileNames.Extensions)}.";
            }
            else if (Count(folder.IgnoredExtensions.Where(IsUnreadFormat)) is { Length: > 0 } unread)
            {
                yield return $"Of the class '{folder.Name}' {folder.Images} image(s) are read, but files in other " +
                    $"formats are passed over: {unread}. " +
                    $"Read are {string.Join(", ", ImageFileNames.Extensions)}.";
            }
        }
    }

    /// <summary>Extensions with the number of files of each: ".heic (4), .txt (1)".</summary>
    public static string Count(IEnumerable<KeyValuePair<string, int>> extensions) =>
        string.Join(", ", extensions.Select(pair =>
            $"{(pair.Key.Length == 0 ? "no extension" : pair.Key)} ({pair.Value})"));

    private static bool IsUnreadFormat(KeyValuePair<string, int> extension) => _unread.Contains(extension.Key);

    private static string Contents(ClassFolder folder)
    {
        string files = Count(folder.IgnoredExtensions);
        int folders = folder.NestedFolders;
        string nested = folders > 0 ? $"{folders} folder(s), which recursive: true reads" : "";
        return (files.Length, nested.Length) switch
        {
            (0, 0) => "it is empty",
            (0, _) => nested,
            (_, 0) => $"passed over are {files}",
            _ => $"passed over are {files}, and {nested}",
        };
    }
}
