namespace ActiveShift.ML;

/// <summary>
/// Successive halving (Jamieson &amp; Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016):
/// many candidates are trained for a short time, the better half of them for twice as long, until one is left or the time is over.
/// </summary>
/// <remarks>
/// Every trial is a training of its own with its whole schedule. Going on from the rung before would save less than half of the time, and
/// with a learning rate that falls to 0 at the end it would not be the same training. With one candidate left the next trial has the base's
/// length, in which the base takes part again, so that a choice after short trials is held against it, and the last twice that.
/// </remarks>
/// <param name="space">The candidates.</param>
/// <param name="rungs">Their lengths.</param>
/// <param name="trials">What is finished already, and gets what is new.</param>
/// <param name="clock">The budget.</param>
/// <param name="train">Trains a candidate for a number of epochs; null where it diverges.</param>
internal sealed class SuccessiveHalving(
    TuningSpace space, TuningRungs rungs, TuningTrials trials, TuningClock clock, Func<TuningCandidate, int, TuningScore?> train)
{
    private readonly List<TuningTrial> _used = [];

    /// <summary>Searches.</summary>
    /// <returns>The trial that decides; null where all diverged.</returns>
    public TuningTrial? Search()
    {
        var first = Trial(0, 0, isDue: true)!;
        int candidates = rungs.CandidatesWithin(clock.Budget.TotalSeconds / (first.Seconds / first.Epochs));
        if (candidates > 1)
            Halve([.. Enumerable.Range(0, candidates)]);
        return Best();
    }

    private void Halve(List<int> field)
    {
        for (int rung = 0; rung < rungs.Count; rung = field.Count == 1 && rung < rungs.Full ? rungs.Full : rung + 1)
        {
            if (rung == rungs.Full && !field.Contains(0) && !HasDiverged(0))
                field.Add(0);
            var done = new List<TuningTrial>();
            foreach (int candidate in field)
            {
                if (Trial(candidate, rung) is not { } trial)
                    return;
                done.Add(trial);
            }
            field = [.. trials.Ranked(done).Take(Math.Max(1, field.Count / 2)).Select(trial => trial.Candidate)];
            if (field.Count == 0)
                return;
        }
    }

    /// <summary>A trial, if it is finished already or there is time for it.</summary>
    private TuningTrial? Trial(int candidate, int rung, bool isDue = false)
    {
        int epochs = rungs[rung];
        var trial = trials.Find(candidate, epochs);
        if (trial is null)
        {
            if (!isDue && !clock.HasTimeFor(epochs * trials.SecondsAnEpoch))
                return null;
            trial = Run(space[candidate], rung);
            trials.Add(trial);
        }
        _used.Add(trial);
        return trial;
    }

    private TuningTrial Run(TuningCandidate candidate, int rung)
    {
        TuningScore? score = null;
        double seconds = clock.Measure(() => score = train(candidate, rungs[rung]));
        return new TuningTrial
        {
            Candidate = candidate.Index,
            Rung = rung + 1,
            Epochs = rungs[rung],
            Training = candidate.Training,
            Changes = candidate.Changes,
            LogLoss = score?.LogLoss,
            Top1 = score?.Top1,
            Seconds = seconds,
            State = score is null ? TuningTrialState.Diverged : TuningTrialState.Finished,
        };
    }

    /// <summary>The best of the longest trials. Those that the clock left out of their rung had come after the others in the one before.</summary>
    private TuningTrial? Best()
    {
        var longest = _used.Where(trial => !HasDiverged(trial.Candidate)).GroupBy(trial => trial.Epochs).MaxBy(rung => rung.Key);
        return longest is null ? null : trials.Ranked(longest)[0];
    }

    private bool HasDiverged(int candidate) =>
        _used.Exists(trial => trial.Candidate == candidate && trial.State == TuningTrialState.Diverged);
}
