namespace ActiveShift.ML;

/// <summary>What is spent of a search's budget, and what of it a trial would take.</summary>
/// <param name="time">The clock; it runs from now.</param>
/// <param name="budget">The whole budget.</param>
internal sealed class TuningClock(TimeProvider time, TimeSpan budget)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Time that an interrupted search had taken.</summary>
    public TimeSpan Before { get; set; }

    public TimeSpan Budget => budget;

    public TimeSpan Elapsed => Before + time.GetElapsedTime(_start);

    public bool HasTimeFor(double seconds) => Elapsed.TotalSeconds + seconds <= budget.TotalSeconds;

    /// <summary>Does something and says how many seconds it took.</summary>
    public double Measure(Action work)
    {
        long start = time.GetTimestamp();
        work();
        return time.GetElapsedTime(start).TotalSeconds;
    }
}
