using BatchScoring.Progress;

namespace BatchScoring.Tests.Progress;

public sealed class ThroughputTests
{
    [Fact]
    public void Rate_and_time_left_are_those_of_the_last_half_minute()
    {
        var clock = new Clock();
        var throughput = new Throughput(clock, total: 100_000);
        Assert.Equal("0/100000 images  0/s  time left unknown  0 failed", throughput.Describe());
        // A minute of one row a second, then half a minute of a hundred.
        for (int i = 0; i < 60; i++)
            Second(clock, throughput, 1);
        Assert.Equal("60/100000 images  1/s  27:45:40 left  0 failed", throughput.Describe());
        for (int i = 0; i < 31; i++)
            Second(clock, throughput, 100);
        throughput.Add(failed: true);
        Assert.Equal("3161/100000 images  100/s  0:16:08 left  1 failed", throughput.Describe());
    }

    private static void Second(Clock clock, Throughput throughput, int rows)
    {
        for (int i = 0; i < rows; i++)
            throughput.Add(failed: false);
        clock.Now += TimeSpan.FromSeconds(1);
        throughput.Describe();
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
