using System.IO.Enumeration;

namespace BatchScoring.Input;

/// <summary>
/// The image files of a folder and all below it: in every folder the entries in ordinal order of their names, a sub-folder's contents where its
/// name stands. Held are the names of one folder a level, never those of the whole tree.
/// </summary>
internal static class FolderTree
{
    private static readonly string[] _extensions = [".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"];

    private static readonly EnumerationOptions _everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Goes through the tree. Id and path of a row are the file's path below <paramref name="root"/>, with '/'.</summary>
    /// <exception cref="InvalidDataException">A link leads back to a folder that it lies in.</exception>
    public static IEnumerable<PathRow> Enumerate(string root)
    {
        var open = new Stack<(string Prefix, Entry[] Entries, int Next)>();
        open.Push(("", List(root), 0));
        while (open.TryPop(out var level))
        {
            if (level.Next == level.Entries.Length)
                continue;
            open.Push(level with { Next = level.Next + 1 });
            var entry = level.Entries[level.Next];
            string path = level.Prefix + entry.Name;
            if (entry.IsFolder)
            {
                CheckLink(root, path);
                open.Push((path + '/', List(Path.Combine(root, path)), 0));
            }
            else
            {
                yield return new PathRow(path, path);
            }
        }
    }

    private static Entry[] List(string folder)
    {
        var entries = new FileSystemEnumerable<Entry>(
            folder, (ref FileSystemEntry entry) => new Entry(entry.FileName.ToString(), entry.IsDirectory), _everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory || IsImage(entry.FileName),
        };
        Entry[] sorted = [.. entries];
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return sorted;
    }

    private static bool IsImage(ReadOnlySpan<char> name)
    {
        foreach (string extension in _extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static void CheckLink(string root, string path)
    {
        string full = Path.GetFullPath(Path.Combine(root, path));
        if (new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) is not { } target)
            return;
        string inside = target.FullName.TrimEnd('/') + '/';
        if ((full + '/').StartsWith(inside, StringComparison.Ordinal))
            throw new InvalidDataException($"'{full}' is a link to '{target.FullName}', which it lies in: the tree has no end.");
    }

    private readonly record struct Entry(string Name, bool IsFolder);
}
