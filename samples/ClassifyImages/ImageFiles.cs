using ActiveShift.ML;

namespace ClassifyImages;

/// <summary>The images of a folder, read one by one while they are scored.</summary>
internal static class ImageFiles
{
    /// <summary>The names of the folder's image files, in ordinal order.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        string[] names =
        [
            .. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))
                .Where(name => ImageFileNames.IsImage(name))
                .Order(StringComparer.Ordinal),
        ];
        return names.Length > 0
            ? names
            : throw new InvalidDataException(
                $"'{folder}' has no images ({string.Join(", ", ImageFileNames.Extensions)}).");
    }

    public static IEnumerable<ImageRow> Read(string folder, IEnumerable<string> names) =>
        names.Select(name => new ImageRow { ImagePath = name, Image = Read(Path.Combine(folder, name)) });

    /// <summary>A file that cannot be read is an image that cannot be decoded: it must not stop the others.</summary>
    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
