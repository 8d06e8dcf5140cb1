using System.Globalization;

namespace ActiveShift.Bench.Machine;

/// <summary>What the system says of a process's memory; Linux only.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident now, in MB.</summary>
    public static double Resident => Read("VmRSS:");

    /// <summary>Resident now in another process, in MB.</summary>
    public static double ResidentOf(int process) => Read("VmRSS:", $"{process}");

    /// <summary>The most that was ever resident, in MB.</summary>
    public static double Peak => Read("VmHWM:");

    /// <summary>The mapped files whose name contains <paramref name="part"/>.</summary>
    public static IReadOnlyList<string> MappedFiles(string part) =>
    [
        .. File.ReadLines("/proc/self/maps").Where(line => line.Contains('/', StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line[line.IndexOf('/', StringComparison.Ordinal)..]))
            .Where(name => name.Contains(part, StringComparison.OrdinalIgnoreCase)).Distinct(),
    ];

    private static double Read(string field, string process = "self")
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
