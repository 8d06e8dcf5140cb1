using ActiveShift.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>The photographs to train on and those to measure on; no photograph is in both.</summary>
internal sealed record PhotoSets(IReadOnlyList<PhotoRow> Training, IReadOnlyList<PhotoRow> Measured)
{
    /// <summary>Lists the files of a run.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="seed">What decides which images are held out.</param>
    /// <exception cref="InvalidDataException">The folder has no parts, or a part has no images.</exception>
    public static PhotoSets Of(PhotosPlan plan, int seed)
    {
        var parts = ImageFolderSplits.Find(plan.Data)
            ?? throw new InvalidDataException($"'{plan.Data}' has no folders train and test with folders of classes.");
        var training = Files(parts.Train);
        if (plan.Holdout is not { } fraction)
        {
            string test = parts.Test
                ?? throw new InvalidDataException($"'{plan.Data}' has no folder test with one folder a class.");
            return Of(training, Files(test));
        }
        string[] classes = [.. training.Select(row => row.Label).Distinct()];
        int[] labels = [.. training.Select(row => Array.IndexOf(classes, row.Label))];
        var (left, taken) = StratifiedSplit.Of(labels, fraction, seed);
        return Of(left.Select(i => training[i]), taken.Select(i => training[i]));

        PhotoSets Of(IEnumerable<PhotoRow> trained, IEnumerable<PhotoRow> measured) => new(
            FirstOfEachClass(trained, plan.ImagesPerClass), FirstOfEachClass(measured, plan.TestImagesPerClass));
    }

    /// <summary>The images of a folder's class folders, classes and files in ordinal order.</summary>
    private static PhotoRow[] Files(string folder)
    {
        PhotoRow[] rows =
        [
            .. from name in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
               from file in ImageFolderTree.Enumerate(name)
               select new PhotoRow { ImagePath = Path.Combine(name, file), Label = Path.GetFileName(name) },
        ];
        return rows.Length > 0
            ? rows
            : throw new InvalidDataException($"'{folder}' has no images in folders of their classes.");
    }

    private static PhotoRow[] FirstOfEachClass(IEnumerable<PhotoRow> rows, int most) =>
        [.. rows.GroupBy(row => row.Label).SelectMany(rowsOfClass => rowsOfClass.Take(most))];
}
