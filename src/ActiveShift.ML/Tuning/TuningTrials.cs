using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The trials of a search so far.</summary>
/// <param name="metric">Which figure says which is better.</param>
internal sealed class TuningTrials(ValidationMetric metric)
{
    private readonly List<TuningTrial> _trials = [];

    /// <summary>Tells of every trial that is new.</summary>
    public event Action<TuningTrial>? Added;

    public IReadOnlyList<TuningTrial> All => _trials;

    /// <summary>Whether two candidates or more have trials of one length.</summary>
    public bool AreCompared => _trials.GroupBy(trial => trial.Epochs).Any(rung => rung.Count() > 1);

    /// <summary>
    /// Seconds that an epoch takes: the median over the trials, of which the first is slowed down by what is loaded in
    /// it. Diverged
    /// ones count only where there is no other, since they end early.
    /// </summary>
    public double SecondsAnEpoch
    {
        get
        {
            var finished = _trials.Where(trial => trial.State == TuningTrialState.Finished);
            var timed = finished.Any() ? finished : _trials;
            double[] sorted = [.. timed.Select(trial => trial.Seconds / trial.Epochs).Order()];
            return sorted[(sorted.Length - 1) / 2];
        }
    }

    public TuningTrial? Find(int candidate, int epochs) =>
        _trials.Find(trial => trial.Candidate == candidate && trial.Epochs == epochs);

    /// <summary>Takes what an interrupted search had finished.</summary>
    public void Restore(IEnumerable<TuningTrial> trials) => _trials.AddRange(trials);

    public void Add(TuningTrial trial)
    {
        _trials.Add(trial);
        Added?.Invoke(trial);
    }

    /// <summary>Those that finished, the best first; of equally good ones the one with the lower number.</summary>
    public List<TuningTrial> Ranked(IEnumerable<TuningTrial> trials)
    {
        var finished = trials.Where(trial => trial.State == TuningTrialState.Finished)
            .OrderBy(trial => trial.Candidate);
        return metric == ValidationMetric.Loss
            ? [.. finished.OrderBy(trial => trial.LogLoss).ThenByDescending(trial => trial.Top1)]
            : [.. finished.OrderByDescending(trial => trial.Top1).ThenBy(trial => trial.LogLoss)];
    }
}
