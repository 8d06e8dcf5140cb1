using System.Globalization;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    /// <summary>
    /// Share of every class that is held out for choosing, where the options name no validation data.
    /// </summary>
    private const double TuningHeldOut = 0.2;

    /// <summary>
    /// Searches for better options within a time: learning rate, weight decay, label smoothing, augmentation and
    /// epochs, about the trainer's
    /// own, which are always tried first. By successive halving (Jamieson &amp; Talwalkar, AISTATS 2016).
    /// </summary>
    /// <remarks>
    /// A candidate is judged by its log-loss on held-out images, or by their accuracy where
    /// <see cref="TrainingOptions.ValidationMetric"/> of the trainer's training says so: with few images many
    /// candidates have the same number of
    /// right answers, and the loss still tells them apart. Held out are <see cref="Options.ValidationSet"/> where there
    /// is one, else
    /// <see cref="Options.ValidationFraction"/> of every class, a fifth where that is 0. All images are read and
    /// decoded once.
    /// <see cref="Options.MetricsCallback"/> is not called, nothing early-stopped, no checkpoint written. Whatever
    /// diverges counts as the worst.
    /// </remarks>
    /// <param name="trainData">The training data, as for <see cref="Fit(IDataView)"/>.</param>
    /// <param name="tuning">How long, and more.</param>
    /// <returns>The best options, and the table of all trials. Fitting them on all of the data is left to the
    /// caller.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">
    /// The state file is damaged, or of other data, options or another seed; the message says in what it differs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public TuningResult Tune(IDataView trainData, TuningOptions tuning)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(tuning);
        tuning.Validate();
        using var channel = _host.Start("Tuning");
        var clock = new TuningClock(tuning.TimeProvider, tuning.Budget);
        int seed = tuning.Seed ?? _seed;
        using var sets = TrainingSets.Read(
            _host, channel, TuningReadOptions(), seed, trainData, _options.ValidationSet);

        // The base of the search: what fitting these options would train.
        var start = RecipeDecision.Decide(channel, _options, sets);
        var spec = InputGeometry.Network(_options, sets.Preprocessing, sets.Label.Classes);
        var task = new TrainingTask(spec, sets.Training, sets.Validation, _options.InitialModel?.Weights);
        var rungs = new TuningRungs(FullEpochs(start, sets.Training.Count));
        var space = new TuningSpace(start, seed, sets.Training.WholeSize is not null);
        var state = tuning.StateFile is { } file
            ? new TuningStateFile(file, TuningFingerprint.Of(task, sets.Training, start with { Seed = seed }))
            : null;
        var trials = new TuningTrials(start.ValidationMetric);
        trials.Restore(state?.Read(space, rungs) ?? []);
        trials.Added += Keep;
        clock.Before = TimeSpan.FromSeconds(trials.All.Sum(trial => trial.Seconds));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            tuning.CancellationToken, _options.CancellationToken);
        int? gpu = Gpu().Resolve("training", TorchGpu.WhyUnavailable, message => channel.Warning(message));
        var training = new TuningTraining(_host, task, rungs.FullEpochs, seed, gpu, stop.Token);
        var best = new SuccessiveHalving(space, rungs, trials, clock, training.Train).Search();
        var result = new TuningOutcome(_options, space, rungs, trials, best).Result(sets, clock.Elapsed, tuning.Budget);
        channel.Info(result.Summary);
        return result;

        void Keep(TuningTrial trial)
        {
            state?.Write(trials.All);
            channel.Info(Describe(trial));
            tuning.TrialCallback?.Invoke(trial);
        }
    }

    /// <summary>
    /// Images are kept with what lies beyond the network's view, since candidates with crops of it are among the
    /// others.
    /// </summary>
    private Options TuningReadOptions()
    {
        var options = _options.Copy();
        options.Training = (options.Training ?? new TrainingOptions()) with { RandomCrop = RandomCrop.Resized };
        if (options.ValidationSet is null && options.ValidationFraction == 0)
            options.ValidationFraction = TuningHeldOut;
        return options;
    }

    /// <summary>Epochs of the base; steps are counted in those of the part that is not held out.</summary>
    private static int FullEpochs(TrainingOptions start, int images) => start.Iterations is { } steps
        ? (int)Math.Max(1, Math.Round((double)steps * start.BatchSize / images))
        : start.Epochs;

    private static string Describe(TuningTrial trial) => trial.State == TuningTrialState.Diverged
        ? string.Create(CultureInfo.InvariantCulture,
            $"Candidate {trial.Candidate} ({trial.Changes}), {trial.Epochs} epochs: diverged.")
        : string.Create(CultureInfo.InvariantCulture,
            $"Candidate {trial.Candidate} ({trial.Changes}), {trial.Epochs} epochs: " +
            $"held-out log-loss {trial.LogLoss:F4}, top-1 {trial.Top1:F4}, {trial.Seconds:F1} seconds.");
}
