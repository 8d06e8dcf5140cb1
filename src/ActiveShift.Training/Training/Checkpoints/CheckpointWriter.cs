using System.Diagnostics;

namespace ActiveShift.Training;

/// <summary>Writes checkpoints when they are due.</summary>
internal sealed class CheckpointWriter
{
    private readonly CheckpointOptions _options;
    private readonly string _file;
    private readonly Func<Checkpoint> _take;
    private long _written = Stopwatch.GetTimestamp();

    /// <param name="options">Where and when.</param>
    /// <param name="take">Takes the checkpoint of the present moment.</param>
    /// <exception cref="ArgumentException">The file is a folder.</exception>
    public CheckpointWriter(CheckpointOptions options, Func<Checkpoint> take)
    {
        _options = options;
        _take = take;
        // A relative path means what it meant when training began.
        _file = Path.GetFullPath(options.File);
        if (Directory.Exists(_file))
            throw new ArgumentException($"Checkpoint.File is '{options.File}', which is a folder; expected the path of a file.", nameof(options));
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
    }

    public bool IsDueAfterStep(long step) =>
        step % _options.EverySteps == 0
        || _options.EveryMinutes is { } minutes && Stopwatch.GetElapsedTime(_written).TotalMinutes >= minutes;

    public bool IsDueAfterEpoch(int epoch) => _options.EveryEpochs != 0 && epoch % _options.EveryEpochs == 0;

    public void Write()
    {
        CheckpointFile.Write(_file, _take());
        _written = Stopwatch.GetTimestamp();
    }
}
