using System.Globalization;

namespace BatchScoring.Progress;

/// <summary>Counts rows, and tells the rate of the last half minute and the time left by it.</summary>
/// <param name="time">The clock.</param>
/// <param name="total">Rows to score.</param>
internal sealed class Throughput(TimeProvider time, long total)
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, long Done)> _samples = new([(TimeSpan.Zero, 0)]);
    private TimeSpan _last;

    public long Total => total;

    public long Done { get; private set; }

    public long Failed { get; private set; }

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public void Add(bool failed)
    {
        Done++;
        Failed += failed ? 1 : 0;
    }

    /// <summary>One line: rows done, rate, time left, failed rows.</summary>
    public string Describe()
    {
        var now = Elapsed;
        if (now - _last >= _between)
        {
            _samples.Enqueue((now, Done));
            _last = now;
            while (_samples.Count > 2 && now - _samples.Peek().At > _window)
                _samples.Dequeue();
        }
        var (since, before) = _samples.Peek();
        double rate = now > since ? (Done - before) / (now - since).TotalSeconds : 0;
        string left = rate > 0 ? Format(TimeSpan.FromSeconds(Math.Min((total - Done) / rate, int.MaxValue))) + " left" : "time left unknown";
        return string.Create(CultureInfo.InvariantCulture, $"{Done}/{total} images  {rate:F0}/s  {left}  {Failed} failed");
    }

    private static string Format(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
}
