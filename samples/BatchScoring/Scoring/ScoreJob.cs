using BatchScoring.Input;
using BatchScoring.Output;
using BatchScoring.Progress;
using BatchScoring.Splitting;

namespace BatchScoring.Scoring;

/// <summary>Scores one shard of an input.</summary>
internal static class ScoreJob
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(ScoreSettings settings)
    {
        try
        {
            return ExitCode.Of(Score(settings).FailedRows, settings.AllowFailedRows);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static ShardScoring Score(ScoreSettings settings)
    {
        if (settings.Top < 1)
            throw new ArgumentException($"--top is {settings.Top}; expected 1 or more.");
        if (settings.PartRows < 1)
            throw new ArgumentException($"--part-rows is {settings.PartRows}; expected 1 or more.");
        var shard = new ShardEnvironment(Environment.GetEnvironmentVariable).Resolve(settings.ShardIndex, settings.ShardCount);
        var source = ImageSources.Open(settings.Input);
        using var model = new BatchModel(settings.Model);
        Console.Error.WriteLine("Looking through the input...");
        var identity = source.Identify();
        if (identity.Rows == 0)
            throw new InvalidDataException($"'{settings.Input.Paths[0]}' has no images.");
        var job = new JobIdentity(
            model.Digest, identity, settings.Format, Math.Min(settings.Top, model.Classes), settings.PartRows,
            settings.Input.Limit.Bytes);
        using var journal = ShardJournal.Open(settings.Output, shard, job);
        var scoring = new ShardScoring(settings.Output, job, shard, journal);
        var throughput = new Throughput(TimeProvider.System, scoring.Rows - scoring.DoneRows);
        Console.Error.WriteLine(
            $"Shard {shard}: {scoring.Rows} of {identity.Rows} rows" + (scoring.DoneRows > 0 ? $", {scoring.DoneRows} of them done before." : "."));
        ProgressDisplay.Run(throughput, advanced => scoring.Run(model, source, throughput, advanced));
        Summary.Print(scoring, throughput);
        return scoring;
    }
}
