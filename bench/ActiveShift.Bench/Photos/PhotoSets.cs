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
            ?? throw new InvalidDataException($"'{plan.Data}' has no folders train and test with one folder a class in each.");
        var training = Files(parts.Train);
        if (plan.Holdout is not { } fraction)
        {
            string test = parts.Test ?? throw new InvalidDataException($"'{plan.Data}' has no folder test with one folder a class.");
            return new PhotoSets(FirstOfEachClass(training, plan.ImagesPerClass), FirstOfEachClass(Files(test), plan.TestImagesPerClass));
        }
        string[] classes = [.. training.Select(row => row.Label).Distinct()];
        var (left, taken) = StratifiedSplit.Of([.. training.Select(row => Array.IndexOf(classes, row.Label))], fraction, seed);
        return new PhotoSets(
            FirstOfEachClass(left.Select(i => training[i]), plan.ImagesPerClass),
            FirstOfEachClass(taken.Select(i => training[i]), plan.TestImagesPerClass));
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
        return rows.Length > 0 ? rows : throw new InvalidDataException($"'{folder}' has no images in folders of their classes.");
    }

    private static PhotoRow[] FirstOfEachClass(IEnumerable<PhotoRow> rows, int most) =>
        [.. rows.GroupBy(row => row.Label).SelectMany(rowsOfClass => rowsOfClass.Take(most))];
}
