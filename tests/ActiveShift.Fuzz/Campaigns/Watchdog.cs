using System.Diagnostics;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>Ends the process when an execution takes too long: no other way to stop it is safe.</summary>
internal sealed class Watchdog : IDisposable
{
    private const long Idle = long.MaxValue;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    private readonly Timer _timer;
    private long _started = Idle;

    public Watchdog(TimeSpan limit)
    {
        _timer = new Timer(_ =>
        {
            long started = Volatile.Read(ref _started);
            if (started != Idle && Stopwatch.GetElapsedTime(started) > limit)
                Environment.Exit(ExitCode.Hang);
        });
        _timer.Change(_interval, _interval);
    }

    public void Start() => Volatile.Write(ref _started, Stopwatch.GetTimestamp());

    public void Stop() => Volatile.Write(ref _started, Idle);

    public void Dispose() => _timer.Dispose();
}
