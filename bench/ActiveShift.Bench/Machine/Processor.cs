using System.Runtime.InteropServices;

namespace ActiveShift.Bench.Machine;

/// <summary>What the benchmark runs on.</summary>
internal static class Processor
{
    /// <summary>The processor's own name, or the architecture where the system does not tell.</summary>
    public static string Name { get; } = ReadName();

    public static string Describe() => $"{Name}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string ReadName()
    {
        const string cpuInfo = "/proc/cpuinfo";
        if (!File.Exists(cpuInfo))
            return RuntimeInformation.ProcessArchitecture.ToString();
        string? Field(string name) => File.ReadLines(cpuInfo)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        return $"{Field("model name")} (family {Field("cpu family")}, model {Field("model\t")})";
    }
}
