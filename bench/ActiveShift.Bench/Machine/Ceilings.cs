using System.Globalization;

namespace ActiveShift.Bench.Machine;

/// <summary>What this machine can do at most, by number of threads.</summary>
/// <param name="Threads">Number of threads.</param>
/// <param name="Peak">Multiply-adds.</param>
/// <param name="Bandwidth">GB/s to and from memory; see <see cref="MemoryBandwidth"/>.</param>
internal sealed record Ceilings(int Threads, FmaPeak Peak, double Bandwidth)
{
    public static Ceilings Measure(int threads) => new(threads, FmaPeak.Measure(threads), MemoryBandwidth.Measure(threads));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Threads} thread(s): measured FMA peak {Peak.Best:F1} GMAC/s ({Peak.Bits256:F1} in 256 bits, {Peak.Bits512:F1} in 512), memory {Bandwidth:F1} GB/s (copy, read + written)");
}
