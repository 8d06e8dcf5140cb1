using System.Text.Json;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The file from which an interrupted search goes on.</summary>
/// <param name="path">Where it is or will be.</param>
/// <param name="search">The <see cref="TuningFingerprint"/> of this search.</param>
internal sealed class TuningStateFile(string path, Dictionary<string, string> search)
{
    private static readonly JsonSerializerOptions _json = new(CheckpointJson.Options) { WriteIndented = true };

    /// <summary>The finished trials; none where there is no file.</summary>
    /// <param name="space">The candidates that the numbers in it mean.</param>
    /// <param name="rungs">The lengths of trials.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another search; the message says in
    /// what.</exception>
    public IReadOnlyList<TuningTrial> Read(TuningSpace space, TuningRungs rungs)
    {
        if (!File.Exists(path))
            return [];
        var state = Parse(File.ReadAllText(path));
        if (state.Format != TuningState.CurrentFormat)
            throw Damaged($"its format is '{state.Format}'; expected '{TuningState.CurrentFormat}'");
        TuningFingerprint.Check(path, state.Search, search);
        return [.. state.Trials.Select((trial, i) => Restore(trial, i, space, rungs))];
    }

    /// <summary>Replaces the file in one go: a process that dies meanwhile leaves the old one.</summary>
    public void Write(IEnumerable<TuningTrial> trials)
    {
        var state = new TuningState(TuningState.CurrentFormat, search, [.. trials.Select(trial =>
            new TuningState.Trial(
                trial.Candidate, trial.Epochs, trial.LogLoss, trial.Top1, trial.Seconds, trial.State))]);
        string temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, state, _json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    private TuningState Parse(string json)
    {
        try
        {
            var state = JsonSerializer.Deserialize<TuningState>(json, _json);
            return state is { Format: not null, Search: not null, Trials: not null }
                ? state
                : throw Damaged("a field is missing");
        }
        catch (JsonException error)
        {
            throw Damaged(error.Message);
        }
    }

    private TuningTrial Restore(TuningState.Trial? trial, int index, TuningSpace space, TuningRungs rungs)
    {
        int rung = rungs.IndexOf(trial?.Epochs ?? 0);
        if (trial is not { IsValid: true } || rung < 0)
            throw Damaged($"trial {index} of it is {trial?.ToString() ?? "null"}");
        var candidate = space[trial.Candidate];
        return new TuningTrial
        {
            Candidate = trial.Candidate,
            Rung = rung + 1,
            Epochs = trial.Epochs,
            Training = candidate.Training,
            Changes = candidate.Changes,
            LogLoss = trial.LogLoss,
            Top1 = trial.Top1,
            Seconds = trial.Seconds,
            State = trial.State,
        };
    }

    private InvalidDataException Damaged(string why) =>
        new($"'{path}' is not the state of a search, or damaged: {why}.");
}
