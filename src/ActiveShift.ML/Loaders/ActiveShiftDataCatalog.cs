using ActiveShift.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Loaders of images for <c>mlContext.Data</c>. They read from disk row by row as they are asked, and keep no image in memory.</summary>
public static class ActiveShiftDataCatalog
{
    /// <summary>Loads a folder that has one folder for each class, with the images of that class in it.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Data</c>.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="includeImageBytes">Whether there is a column <c>Image</c>; false by default.</param>
    /// <param name="recursive">
    /// Whether the folders inside a class folder belong to that class, too; else they are not looked into. Links to
    /// folders are followed, and every real folder counts once in a class. False by default.
    /// </param>
    /// <param name="onScanned">Is told, before this method returns, the classes, the number of images and the number of files that were passed over.</param>
    /// <returns>
    /// Data with the columns <c>ImagePath</c> (text, full path), <c>Label</c> (text, the class folder's name) and,
    /// where wanted, <c>Image</c> (vector of <see cref="byte"/> of variable size: the encoded file). Rows are in the
    /// ordinal order of their paths below <paramref name="directory"/>. Images are told by their extension: bmp, gif,
    /// ico, jfif, jpe, jpeg, jpg, png, wbmp, webp, in any case. Files and folders that
    /// <see cref="ImageFileNames.IsHidden"/> tells are passed over. What was found goes to <c>MLContext.Log</c>,
    /// <see cref="ImageFolderSummary.Warnings"/> as warnings. A file that cannot be read when its row is (a link to nothing,
    /// no permission, deleted since) gives an empty <c>Image</c> and a warning in the log; this library's trainer and
    /// models treat it as any other bad image.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">
    /// There are no images in class folders; the message says what is there instead. Or the folders are the parts of a
    /// data set (train, val, test: <see cref="ImageFolderSplits"/>), each of which is to be loaded by itself.
    /// </exception>
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
            foreach (string warning in summary.Warnings)
                channel.Warning(warning);
        }

        onScanned?.Invoke(summary);
        return ImageFolderRows.CreateView(host, images, includeImageBytes);
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

    /// <summary>Loads CIFAR-10 or CIFAR-100 from the files of its official binary version.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Data</c>.</param>
    /// <param name="path">
    /// The unpacked folder (<c>cifar-10-batches-bin</c> or <c>cifar-100-binary</c>), the folder that it lies in, or one file of records.
    /// </param>
    /// <param name="classes">10 (the default) or 100; of CIFAR-100 the fine classes are the labels.</param>
    /// <param name="part">Which part of a folder; the training images by default. Not looked at where <paramref name="path"/> is a file.</param>
    /// <returns>
    /// Data with the columns <c>Image</c> (vector of <see cref="byte"/> with the dimensions 3, 32, 32: planes of red, green and blue) and <c>Label</c>
    /// (text where the classes' names lie beside the files, in <c>batches.meta.txt</c> or <c>fine_label_names.txt</c>, else <see cref="byte"/>), in
    /// the order of the files. Rows can be read in any order.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file or folder, or the folder lacks a file; the message names it.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is not a whole number of records, or the names are not as many as the classes. A label beyond the classes is thrown at its row.
    /// </exception>
    public static IDataView LoadCifar(this DataOperationsCatalog catalog, string path, int classes = 10, CifarPart part = CifarPart.Train)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Enum.IsDefined(part))
            throw new ArgumentOutOfRangeException(nameof(part), part, "part must be Train or Test.");
        return CifarRows.CreateView(path, classes, part);
    }
}
