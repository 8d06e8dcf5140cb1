using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;
using Samples;

namespace ClassifyImages;

/// <summary>Scores the images of a folder through ML.NET, and reports.</summary>
internal static class Classification
{
    private const int Best = 5;

    public static int Run(Settings settings)
    {
        try
        {
            var context = new MLContext();
            var network = NamedNetwork.TryLoad(settings.Weights, out var named)
                ? named : ActiveShiftModels.LoadCaffe(settings.Weights);
            string[]? names = settings.ClassesPath is { } classes ? File.ReadAllLines(classes) : null;
            var labels = settings.LabelsPath is { } path ? LabelFile.Read(path, network.Spec.Classes) : null;
            var images = ImageFiles.Find(settings.ImageFolder);
            if (labels is not null)
                CheckLabelled(labels, images);
            using var model = context.Model.CreateActiveShiftResNet(
                network, featureColumnName: nameof(ImageRow.Image), classNames: names, badImages: BadImageScoring.Missing);
            return Classify(context, model, settings.ImageFolder, images, new Tally(labels));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            Report.Error(e);
            return ExitCode.BadInput;
        }
    }

    private static int Classify(
        MLContext context, ActiveShiftResNetTransformer model, string folder, IReadOnlyList<string> images, Tally tally)
    {
        var data = context.Data.LoadFromEnumerable(ImageFiles.Read(folder, images));
        var scored = model.Transform(data);
        foreach (var row in context.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: true))
        {
            int[] best = MostProbable(row.Score);
            tally.Add(row.ImagePath, best);
            if (best.Length == 0)
                Report.BadImage(row.ImagePath);
            else
                Report.Answers(row.ImagePath, row, best, model.Model.ClassNames, tally.LabelOf(row.ImagePath));
        }
        tally.Print();
        return tally.Bad == 0 ? ExitCode.AllClassified : ExitCode.SomeImagesAreBad;
    }

    /// <summary>The most probable classes; of equals the first comes first. None for an image that cannot be used.</summary>
    private static int[] MostProbable(float[] score) => float.IsNaN(score[0])
        ? []
        : [.. Enumerable.Range(0, score.Length).OrderByDescending(c => score[c]).Take(Best)];

    private static void CheckLabelled(IReadOnlyDictionary<string, int> labels, IReadOnlyList<string> images)
    {
        var present = images.ToHashSet(StringComparer.Ordinal);
        foreach (string missing in labels.Keys.Where(name => !present.Contains(name)))
            Report.MissingImage(missing);
        if (!labels.Keys.Any(present.Contains))
            throw new InvalidDataException("No image of the folder has a label.");
    }
}
