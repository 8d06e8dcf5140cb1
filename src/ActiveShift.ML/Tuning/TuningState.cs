namespace ActiveShift.ML;

/// <summary>What a state file holds.</summary>
/// <param name="Format">Name and version.</param>
/// <param name="Search">The <see cref="TuningFingerprint"/>.</param>
/// <param name="Trials">The finished trials, in their order.</param>
internal sealed record TuningState(
    string Format, Dictionary<string, string> Search, IReadOnlyList<TuningState.Trial> Trials)
{
    /// <summary>
    /// To be raised when <see cref="TuningSpace"/> or <see cref="TuningRungs"/> change: candidates stand there by their
    /// number.
    /// </summary>
    public const string CurrentFormat = "activeshift-tuning-1";

    /// <summary>One trial, without what its number says.</summary>
    public sealed record Trial(
        int Candidate, int Epochs, double? LogLoss, double? Top1, double Seconds, TuningTrialState State)
    {
        public bool IsValid => Candidate >= 0 && double.IsFinite(Seconds) && Seconds >= 0
            && (State == TuningTrialState.Finished
                ? LogLoss is { } loss && double.IsFinite(loss) && Top1 is >= 0 and <= 1
                : State == TuningTrialState.Diverged);
    }
}
