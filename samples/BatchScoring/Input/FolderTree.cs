using ActiveShift.ML;

namespace BatchScoring.Input;

/// <summary>The images of a folder and all below it, in an order that is the same everywhere.</summary>
internal static class FolderTree
{
    /// <summary>Goes through the tree. Id and path of a row are the file's path below <paramref name="root"/>, with '/'.</summary>
    public static IEnumerable<PathRow> Enumerate(string root) =>
        ImageFolderTree.Enumerate(root).Select(path => new PathRow(path, path));
}
