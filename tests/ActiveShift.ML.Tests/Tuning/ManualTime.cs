namespace ActiveShift.ML.Tests.Tuning;

/// <summary>A clock that a test moves, or that moves by itself whenever it is looked at.</summary>
internal sealed class ManualTime(TimeSpan everyLook = default) : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _now += everyLook;
        return _now.Ticks;
    }

    public void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
