using ActiveShift;
using BatchScoring.Input.Parquet;

namespace BatchScoring.Input;

/// <summary>Makes the source for an input: a folder is a tree of images, <c>*.parquet</c> is Parquet, any other file is a list.</summary>
internal static class ImageSources
{
    private const string DefaultIdColumn = "id";

    /// <exception cref="ArgumentException">Options do not go together.</exception>
    /// <exception cref="InvalidDataException">The input lacks a column.</exception>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static IImageSource Open(InputSettings settings)
    {
        foreach (string path in settings.Paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        }
        if (settings.Paths.Count > 0 && settings.Paths.All(path => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) && File.Exists(path)))
            return Parquet(settings);
        if (settings.Paths is not [var input])
            throw new ArgumentException($"--input names {settings.Paths.Count} files; several are possible with Parquet files alone (*.parquet).");
        if (settings.ImageColumn is not null || settings.PathColumn is not null || settings.IdColumn is not null)
            throw new ArgumentException($"--image-column, --path-column and --id-column are for Parquet files, and '{input}' is none.");
        if (Directory.Exists(input))
        {
            return settings.Root is null
                ? new PathSource(input, () => FolderTree.Enumerate(input), settings.Limit)
                : throw new ArgumentException("--root is for lists and Parquet files; images of a folder are where they are.");
        }
        // It is read more than once, which a pipe cannot be.
        if (FileKind.OtherThanFile(input) is { } kind)
            throw new ArgumentException($"--input '{input}' is {kind}; expected a folder or a regular file.");
        return new PathSource(RootOf(settings), () => PathList.Read(input), settings.Limit);
    }

    private static IImageSource Parquet(InputSettings settings)
    {
        if (settings.ImageColumn is null == settings.PathColumn is null)
            throw new ArgumentException("Parquet needs either --image-column (encoded images) or --path-column (paths of image files).");
        string? id = settings.IdColumn;
        if (id is null)
        {
            using var first = ParquetTable.Open(settings.Paths[0]);
            id = first.Has(DefaultIdColumn) ? DefaultIdColumn : null;
        }
        if (settings.ImageColumn is { } images)
            return new LimitedImages(new ParquetImages(settings.Paths, images, id), settings.Limit);
        var paths = new ParquetPaths(settings.Paths, settings.PathColumn!, id);
        return new PathSource(RootOf(settings), paths.Read, settings.Limit);
    }

    private static string RootOf(InputSettings settings) => settings.Root ?? Path.GetDirectoryName(Path.GetFullPath(settings.Paths[0]))!;
}
