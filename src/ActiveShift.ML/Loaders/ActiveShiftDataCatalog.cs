using ActiveShift.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Loaders of images for <c>mlContext.Data</c>. Both read from disk row by row as they are asked, and keep no image in memory.</summary>
public static class ActiveShiftDataCatalog
{
    /// <summary>Loads a folder that has one folder for each class, with the images of that class in it.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Data</c>.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="includeImageBytes">Whether there is a column <c>Image</c>; false by default.</param>
    /// <param name="recursive">Whether the folders inside a class folder belong to that class, too; else they are not looked into. False by default.</param>
    /// <param name="onScanned">Is told, before this method returns, the classes, the number of images and the number of files that were passed over.</param>
    /// <returns>
    /// Data with the columns <c>ImagePath</c> (text, full path), <c>Label</c> (text, the class folder's name) and, where wanted, <c>Image</c>
    /// (vector of <see cref="byte"/> of variable size: the encoded file). Rows are in the ordinal order of their paths below
    /// <paramref name="directory"/>. Images are told by their extension: bmp, gif, ico, jfif, jpe, jpeg, jpg, png, wbmp, webp, in any case.
    /// Files and folders whose name begins with a dot are passed over. What was found goes to <c>MLContext.Log</c>.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images in class folders; the message says what is there instead.</exception>
    public static IDataView LoadImageFolder(
        this DataOperationsCatalog catalog,
        string directory,
        bool includeImageBytes = false,
        bool recursive = false,
        Action<ImageFolderSummary>? onScanned = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        IHost host = catalog.GetEnvironment().Register(nameof(LoadImageFolder));
        IReadOnlyList<ImageFile> images = ImageFolderScan.Find(directory, recursive, out ImageFolderSummary summary);
        using (IChannel channel = host.Start("Scan"))
        {
            channel.Info(
                MessageSensitivity.None,
                $"{summary.ImageCount} image(s) in {summary.ImagesPerClass.Count} class folder(s); {summary.IgnoredFileCount} other file(s) ignored.");
        }

        onScanned?.Invoke(summary);
        return ImageFolderRows.CreateView(images, includeImageBytes);
    }

    /// <summary>Loads images and labels from a pair of files in the IDX format of MNIST, gzipped or not (told by their content).</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Data</c>.</param>
    /// <param name="imagesPath">The images: unsigned bytes with the dimensions count, height, width.</param>
    /// <param name="labelsPath">The labels: unsigned bytes with the dimension count.</param>
    /// <param name="classNames">The name of label 0, 1, and so on; null (the default) leaves labels as numbers.</param>
    /// <returns>
    /// Data with the columns <c>Image</c> (vector of <see cref="byte"/> with the dimensions height, width: one gray value for each pixel) and
    /// <c>Label</c> (<see cref="byte"/>, or text where <paramref name="classNames"/> are given), in the order of the files. Files that are
    /// not compressed can be read in any order; a gzipped one is read from first to last, so <c>ShuffleRows</c> shuffles it within a moving window.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// A file is not in the format, too short or too long, or the files do not match. What the headers tell is checked at once (and of files
    /// that are not compressed the length); the rest is thrown while rows are read.
    /// </exception>
    public static IDataView LoadIdx(
        this DataOperationsCatalog catalog, string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        return IdxRows.CreateView(imagesPath, labelsPath, classNames);
    }
}
