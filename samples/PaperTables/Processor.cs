using System.Runtime.InteropServices;

namespace PaperTables;

/// <summary>What trains.</summary>
internal static class Processor
{
    /// <summary>The processor's own name where Linux tells it, else the architecture; and how many threads it runs.</summary>
    public static string Describe()
    {
        const string cpuInfo = "/proc/cpuinfo";
        string? name = File.Exists(cpuInfo)
            ? File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{name ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} threads";
    }
}
