using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.Bench.Photos;

/// <summary>The figures of one training.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="ImagesPerClass">Training images of a class, on average.</param>
/// <param name="Measured">Images measured on.</param>
/// <param name="Seed">Seed of everything random, or null for the mean over several.</param>
/// <param name="Scores">How good it is.</param>
/// <param name="TrainingSeconds">From the files to the fitted pipeline.</param>
/// <param name="Milliseconds">An image on one thread, by <see cref="PhotoLatency"/>.</param>
/// <param name="ShippedMegabytes">Libraries beside ML.NET, and the saved model; millions of bytes.</param>
internal sealed record PhotoRun(
    string Method, double ImagesPerClass, double Measured, int? Seed, PhotoScores Scores, double TrainingSeconds,
    double Milliseconds, double ShippedMegabytes)
{
    private const int TimedImages = 50;

    /// <summary>Trains, measures and saves to a temporary file.</summary>
    public static PhotoRun Of(PhotoMethod method, PhotoSets sets, int seed)
    {
        var context = new MLContext(seed);
        context.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                Console.WriteLine($"{message.Source}: {message.Message}");
        };
        var training = context.Data.LoadFromEnumerable(sets.Training);
        long start = Stopwatch.GetTimestamp();
        var mapping = context.Transforms.Conversion.MapValueToKey("Label").Fit(training);
        var mapped = mapping.Transform(training);
        var pipeline = method.Pipeline(context, seed, mapped);
        using var model = new TransformerChain<ITransformer>(mapping, pipeline.Fit(mapped));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var measured = model.Transform(context.Data.LoadFromEnumerable(sets.Measured));
        var scores = PhotoScores.Of(context, measured, sets.Measured.Count);
        string file = Path.GetTempFileName();
        try
        {
            context.Model.Save(model, training.Schema, file);
            int classes = sets.Training.Select(row => row.Label).Distinct().Count();
            var timed = sets.Measured.Select(row => row.ImagePath).Take(TimedImages);
            long shipped = ShippedFiles.Bytes(method.Libraries) + new FileInfo(file).Length;
            return new PhotoRun(
                method.Name, sets.Training.Count / (double)classes, sets.Measured.Count, seed, scores, seconds,
                PhotoLatency.MeasureApart(file, timed), shipped / 1e6);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The mean of runs of one method.</summary>
    public static PhotoRun Mean(IReadOnlyList<PhotoRun> runs)
    {
        return new PhotoRun(
            runs[0].Method, Of(run => run.ImagesPerClass), Of(run => run.Measured), Seed: null,
            new PhotoScores(
                Of(run => run.Scores.Top1), Of(run => run.Scores.LogLoss), Of(run => run.Scores.CalibrationError)),
            Of(run => run.TrainingSeconds), Of(run => run.Milliseconds), Of(run => run.ShippedMegabytes));

        double Of(Func<PhotoRun, double> figure) => runs.Average(figure);
    }
}
