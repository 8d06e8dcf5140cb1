using System.Globalization;

namespace ActiveShift.ML;

/// <summary>Makes the result of a search out of its trials.</summary>
/// <param name="options">The trainer's own options.</param>
/// <param name="space">The candidates.</param>
/// <param name="rungs">The lengths of trials.</param>
/// <param name="trials">All of them.</param>
/// <param name="best">The one that decides; null where all diverged.</param>
internal sealed class TuningOutcome(
    ActiveShiftResNetTrainer.Options options, TuningSpace space, TuningRungs rungs, TuningTrials trials,
    TuningTrial? best)
{
    public TuningResult Result(TrainingSets sets, TimeSpan elapsed, TimeSpan budget)
    {
        int epochs = Epochs();
        int heldOut = sets.Validation!.Count;
        // What was held out of the training data is trained on in the end.
        int all = sets.Training.Count + (options.ValidationSet is null ? heldOut : 0);
        var fit = TimeSpan.FromSeconds(trials.SecondsAnEpoch * epochs * all / sets.Training.Count);
        return new TuningResult
        {
            Options = Options(epochs),
            Best = best,
            Trials = trials.All,
            IsCompared = trials.AreCompared,
            TrainingImages = sets.Training.Count,
            HeldOutImages = heldOut,
            Elapsed = elapsed,
            ExpectedFit = fit,
            Summary = $"{Conclusion(epochs, budget)} Training it on all images takes about {Text(fit)}.",
        };
    }

    /// <summary>
    /// The length at which the best candidate did best; where that was its longest trial and shorter than the base, the
    /// base's, since more
    /// can be expected to be better still.
    /// </summary>
    private int Epochs()
    {
        if (best is null)
            return rungs.FullEpochs;
        var own = trials.All.Where(trial => trial.Candidate == best.Candidate).ToList();
        int longest = own.Max(trial => trial.Epochs);
        int epochs = trials.Ranked(own)[0].Epochs;
        return epochs == longest ? Math.Max(epochs, rungs.FullEpochs) : epochs;
    }

    private ActiveShiftResNetTrainer.Options Options(int epochs)
    {
        var chosen = options.Copy();
        chosen.Training = space[best?.Candidate ?? 0].Lasting(epochs, rungs.FullEpochs) with { ResumeFrom = null };
        // They would rule over what was found.
        (chosen.Epochs, chosen.BatchSize, chosen.LearningRate) = (null, null, null);
        return chosen;
    }

    private string Conclusion(int epochs, TimeSpan budget)
    {
        if (best is null)
            return "Every trial diverged, so the options stay as they are: a lower learning rate is needed.";
        if (!trials.AreCompared)
        {
            return Format($"The budget of {Text(budget)} was too small to compare anything: ") +
                Format($"{best.Epochs} epochs take {Text(TimeSpan.FromSeconds(best.Seconds))}. ") +
                "The options stay as they are.";
        }
        int candidates = trials.All.Select(trial => trial.Candidate).Distinct().Count();
        string found = Format($"Of {candidates} candidates number {best.Candidate} is the best ({best.Changes}): ") +
            Format($"held-out log-loss {best.LogLoss:F4}, top-1 {best.Top1:F4} after {best.Epochs} epochs");
        return Format($"{found}{Against()}. It is to be trained for {epochs} epochs.");
    }

    /// <summary>The base at the same length, where it was trained for it.</summary>
    private string Against()
    {
        if (best!.Candidate == 0 || trials.Find(0, best.Epochs) is not { LogLoss: { } loss } other)
            return "";
        return Format($", against {loss:F4} and {other.Top1:F4} of the options as given");
    }

    private static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? Format($"{time.TotalMilliseconds:F0} ms")
        : Format($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
