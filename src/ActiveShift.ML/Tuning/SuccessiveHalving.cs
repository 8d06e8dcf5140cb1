namespace ActiveShift.ML;

/// <summary>
/// Successive halving (Jamieson &amp; Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
/// Optimization", AISTATS 2016):
/// many candidates are trained for a short time, the better half of them for twice as long, until one is left or the
/// time is over.
/// </summary>
/// <remarks>
/// Every trial is a training of its own with its whole schedule. Going on from the rung before would save less than
/// half of the time, and
/// with a learning rate that falls to 0 at the end it would not be the same training. The last one is held against the
/// base once more, at the
/// base's length or the longest that there is time for, since a choice after short trials may be wrong for long ones;
/// and is then tried at
/// twice that length.
/// </remarks>
/// <param name="space">The candidates.</param>
/// <param name="rungs">Their lengths.</param>
/// <param name="trials">What is finished already, and gets what is new.</param>
/// <param name="clock">The budget.</param>
/// <param name="train">Trains a candidate for a number of epochs; null where it diverges.</param>
internal sealed class SuccessiveHalving(
    TuningSpace space, TuningRungs rungs, TuningTrials trials, TuningClock clock,
    Func<TuningCandidate, int, TuningScore?> train)
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
        for (int rung = 0; rung < rungs.Count; rung = field.Count == 1 ? WithOneLeft(field[0], rung) : rung + 1)
        {
            bool isLastComparison = rung == rungs.Full || (field.Count == 1 && rung < rungs.Full);
            if (isLastComparison && !field.Contains(0) && !HasDiverged(0))
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

    /// <summary>
    /// The rung in which the last candidate and the base meet: up to the base's length the longest that there is time
    /// for.
    /// </summary>
    private int WithOneLeft(int candidate, int rung)
    {
        int next = Math.Max(rungs.Full, rung + 1);
        bool isAlone = candidate == 0 || HasDiverged(0);
        while (next > rung + 1 && !clock.HasTimeFor(Expected(candidate, next) + (isAlone ? 0 : Expected(0, next))))
            next--;
        return next;
    }

    /// <summary>Seconds that a trial will take; 0 if it is finished already.</summary>
    private double Expected(int candidate, int rung) =>
        trials.Find(candidate, rungs[rung]) is null ? rungs[rung] * trials.SecondsAnEpoch : 0;

    /// <summary>A trial, if it is finished already or there is time for it.</summary>
    private TuningTrial? Trial(int candidate, int rung, bool isDue = false)
    {
        var trial = trials.Find(candidate, rungs[rung]);
        if (trial is null)
        {
            if (!isDue && !clock.HasTimeFor(Expected(candidate, rung)))
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

    /// <summary>
    /// The best of the longest trials. Those that the clock left out of their rung had come after the others in the one
    /// before.
    /// </summary>
    private TuningTrial? Best()
    {
        var longest = _used.Where(trial => !HasDiverged(trial.Candidate)).GroupBy(trial => trial.Epochs)
            .MaxBy(rung => rung.Key);
        return longest is null ? null : trials.Ranked(longest)[0];
    }

    private bool HasDiverged(int candidate) =>
        _used.Exists(trial => trial.Candidate == candidate && trial.State == TuningTrialState.Diverged);
}
