namespace ActiveShift.ML;

/// <summary>Finds the images in a folder that has one folder for each class.</summary>
internal sealed class ImageFolderScan
{
    /// <summary>What is hidden is told by the name, on every system alike.</summary>
    public static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string _directory;
    private readonly bool _isRecursive;
    private readonly List<ImageFile> _images = [];
    private readonly List<ClassFolder> _classes = [];
    private int _ignored;

    private ImageFolderScan(string directory, bool isRecursive)
    {
        _directory = Path.GetFullPath(directory);
        _isRecursive = isRecursive;
    }

    /// <summary>Finds the images, in the ordinal order of their paths below <paramref name="directory"/> (with / between folders).</summary>
    public static IReadOnlyList<ImageFile> Find(string directory, bool isRecursive, out ImageFolderSummary summary)
    {
        ImageFolderScan scan = new(directory, isRecursive);
        summary = scan.Run();
        return scan._images;
    }

    private ImageFolderSummary Run()
    {
        DirectoryInfo root = new(_directory);
        if (!root.Exists)
        {
            throw new DirectoryNotFoundException(
                $"The image folder '{_directory}' {(File.Exists(_directory) ? "is a file" : "does not exist")}; expected a folder with one folder for each class.");
        }

        var splits = ImageFolderSplits.Find(_directory);
        if (splits is not null && !_isRecursive)
        {
            throw new InvalidDataException(
                $"The image folder '{_directory}' holds the parts of a data set and not its classes. {splits.Advice}");
        }
        int imagesInRoot = 0;
        foreach (FileSystemInfo entry in root.EnumerateFileSystemInfos("*", Everything))
        {
            if (entry is DirectoryInfo folder)
            {
                if (!ImageFileNames.IsHidden(folder.Name))
                    AddClass(folder);
            }
            else
            {
                _ignored++;
                imagesInRoot += ImageFileNames.IsImage(entry.Name) ? 1 : 0;
            }
        }

        if (_images.Count == 0)
            throw NoImages(imagesInRoot);
        _images.Sort((a, b) => string.CompareOrdinal(a.SortKey, b.SortKey));
        _classes.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new(_classes, _ignored, splits);
    }

    private void AddClass(DirectoryInfo classFolder)
    {
        ClassFolder found = new(classFolder.Name);
        _classes.Add(found);

        // A class of its own, so that a folder may belong to several by links, but counts once in each.
        FolderVisits visits = new(classFolder.FullName);
        Stack<(DirectoryInfo Folder, string RealPath)> left = new([(classFolder, visits.RealRoot)]);
        while (left.TryPop(out (DirectoryInfo Folder, string RealPath) current))
        {
            // In order, because of several links to one folder the first is followed.
            foreach (FileSystemInfo entry in current.Folder.GetFileSystemInfos("*", Everything)
                .OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry is not DirectoryInfo folder)
                    AddFile(entry, found);
                else if (ImageFileNames.IsHidden(folder.Name))
                    continue;
                else if (!_isRecursive)
                    found.NestedFolders++;
                else if (visits.Enter(current.RealPath, folder.Name, folder.LinkTarget is not null) is string realPath)
                    left.Push((folder, realPath));
            }
        }
    }

    private void AddFile(FileSystemInfo file, ClassFolder found)
    {
        if (ImageFileNames.IsImage(file.Name))
        {
            found.Images++;
            string sortKey = Path.GetRelativePath(_directory, file.FullName).Replace('\\', '/');
            _images.Add(new(file.FullName, found.Name, sortKey));
        }
        else
        {
            found.AddIgnored(file.Name);
            _ignored++;
        }
    }

    private InvalidDataException NoImages(int imagesInRoot) => new(
        $"The image folder '{_directory}' has no images in class folders: found {_classes.Count} folder(s), "
        + $"{imagesInRoot} image(s) directly in it and {_ignored - imagesInRoot} other file(s); expected one folder for "
        + $"each class, with images ({string.Join(", ", ImageFileNames.Extensions)}) in it." + Advice());

    private string Advice()
    {
        int nested = _classes.Sum(folder => folder.NestedFolders);
        string files = ImageFolderWarnings.Count(
            _classes.SelectMany(folder => folder.IgnoredExtensions).GroupBy(pair => pair.Key, pair => pair.Value)
                .Select(group => KeyValuePair.Create(group.Key, group.Sum()))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal));
        return (files.Length > 0 ? $" Passed over in the class folders: {files}." : "") + (nested, _classes) switch
        {
            (0, _) => "",
            // With this one class, recursion would give nothing to tell apart.
            (_, [var only]) => $" Is its only folder, '{only.Name}', the image folder?",
            _ => $" There are {nested} folder(s) inside the class folders: pass recursive: true to read them.",
        };
    }
}
