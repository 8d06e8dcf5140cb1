namespace ActiveShift.ML;

/// <summary>Finds the images in a folder that has one folder for each class.</summary>
internal sealed class ImageFolderScan
{
    /// <summary>What is hidden is told by the name, on every system alike.</summary>
    private static readonly EnumerationOptions _everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string _directory;
    private readonly bool _isRecursive;
    private readonly List<ImageFile> _images = [];
    private int _ignored;
    private int _nestedFolders;

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

        SortedDictionary<string, int> imagesPerClass = new(StringComparer.Ordinal);
        int imagesInRoot = 0;
        foreach (FileSystemInfo entry in root.EnumerateFileSystemInfos("*", _everything))
        {
            if (entry is DirectoryInfo folder)
            {
                if (!ImageFileNames.IsHidden(folder.Name))
                    imagesPerClass[folder.Name] = AddClass(folder);
            }
            else
            {
                _ignored++;
                imagesInRoot += ImageFileNames.IsImage(entry.Name) ? 1 : 0;
            }
        }

        if (_images.Count == 0)
            throw NoImages(imagesPerClass.Count, imagesInRoot);
        _images.Sort((a, b) => string.CompareOrdinal(a.SortKey, b.SortKey));
        return new(imagesPerClass, _ignored);
    }

    private int AddClass(DirectoryInfo classFolder)
    {
        int before = _images.Count;

        // A class of its own, so that a folder may belong to several by links, but counts once in each.
        FolderVisits visits = new(classFolder.FullName);
        Stack<(DirectoryInfo Folder, string RealPath)> left = new([(classFolder, visits.RealRoot)]);
        while (left.TryPop(out (DirectoryInfo Folder, string RealPath) current))
        {
            // In order, because of several links to one folder the first is followed.
            FileSystemInfo[] entries = current.Folder.GetFileSystemInfos("*", _everything);
            foreach (FileSystemInfo entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry is not DirectoryInfo folder)
                    AddFile(entry, classFolder.Name);
                else if (!_isRecursive)
                    _nestedFolders++;
                else if (!ImageFileNames.IsHidden(folder.Name)
                    && visits.Enter(current.RealPath, folder.Name, folder.LinkTarget is not null) is string realPath)
                    left.Push((folder, realPath));
            }
        }

        return _images.Count - before;
    }

    private void AddFile(FileSystemInfo file, string className)
    {
        if (ImageFileNames.IsImage(file.Name))
            _images.Add(new(file.FullName, className, Path.GetRelativePath(_directory, file.FullName).Replace('\\', '/')));
        else
            _ignored++;
    }

    private InvalidDataException NoImages(int folders, int imagesInRoot) => new(
        $"The image folder '{_directory}' has no images in class folders: found {folders} folder(s), {imagesInRoot} image(s) directly in it and "
        + $"{_ignored - imagesInRoot} other file(s); expected one folder for each class, with images "
        + $"({string.Join(", ", ImageFileNames.Extensions)}) in it."
        + (_nestedFolders > 0 ? $" There are {_nestedFolders} folder(s) inside the class folders: pass recursive: true to read them." : ""));
}
