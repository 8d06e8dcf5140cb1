using System.Runtime.InteropServices;
using ActiveShift;
using ActiveShift.Training;

namespace PaperTables;

/// <summary>What trains.</summary>
internal static class Processor
{
    /// <summary>The GPU that trains and its arithmetic, if one does; else the processor's own name and how many threads it runs.</summary>
    public static string Describe(int? gpu, TrainingPrecision precision) => gpu is { } id
        ? $"CUDA device {id}, {precision}. {(id == 0 ? ActiveShiftBackend.Cuda.Reason : "")}".TrimEnd(' ', '.')
        : DescribeCpu();

    /// <summary>The name where Linux tells it, else the architecture.</summary>
    private static string DescribeCpu()
    {
        const string cpuInfo = "/proc/cpuinfo";
        string? name = File.Exists(cpuInfo)
            ? File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{name ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} threads";
    }
}
