using System.IO.Enumeration;

namespace ActiveShift.ML;

/// <summary>The images of a folder and all below it.</summary>
public static class ImageFolderTree
{
    private static readonly EnumerationOptions _everything =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>
    /// Goes through a tree: in every folder the entries in ordinal order of their names, a sub-folder's contents where
    /// its name stands. Held are the names of one folder a level, never those of the whole tree.
    /// </summary>
    /// <param name="root">The folder. It is entered whatever its name.</param>
    /// <returns>
    /// The paths below <paramref name="root"/>, with '/' between folders, of the files that <see
    /// cref="ImageFileNames"/> takes for images; hidden folders are not entered. Links to folders are followed where
    /// the walk does not come without them: every real folder is entered once, however many links lead to it, under its
    /// own path where it lies below the root, else under that of the first link.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IEnumerable<string> Enumerate(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return Walk(Path.GetFullPath(root));
    }

    private static IEnumerable<string> Walk(string root)
    {
        FolderVisits visits = new(root);
        Stack<Level> open = new([new("", visits.RealRoot, List(root), 0)]);
        while (open.TryPop(out Level level))
        {
            if (level.Next == level.Entries.Length)
                continue;
            open.Push(level with { Next = level.Next + 1 });
            Entry entry = level.Entries[level.Next];
            string path = level.Prefix + entry.Name;
            if (!entry.IsFolder)
                yield return path;
            else if (visits.Enter(level.RealPath, entry.Name, entry.IsLink) is string realPath)
                open.Push(new(path + '/', realPath, List(Path.Combine(root, path)), 0));
        }
    }

    private static Entry[] List(string folder)
    {
        FileSystemEnumerable<Entry> entries = new(
            folder,
            (ref FileSystemEntry entry) => new(entry.FileName.ToString(), entry.IsDirectory, IsFolderLink(ref entry)),
            _everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.IsDirectory ? !ImageFileNames.IsHidden(entry.FileName) : ImageFileNames.IsImage(entry.FileName),
        };
        Entry[] sorted = [.. entries];
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return sorted;
    }

    private static bool IsFolderLink(ref FileSystemEntry entry) =>
        entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private readonly record struct Level(string Prefix, string RealPath, Entry[] Entries, int Next);

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
