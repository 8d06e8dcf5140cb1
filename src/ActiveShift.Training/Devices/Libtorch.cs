using System.Runtime.InteropServices;
using TorchSharp;

namespace ActiveShift.Training;

/// <summary>The native code that TorchSharp needs and that the application brings.</summary>
internal static class Libtorch
{
    private static readonly string[] _platforms = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>Loads it, once a process.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// It cannot be loaded: the application has none, or one that this system or TorchSharp does not take.
    /// </exception>
    public static void Load() => Load(() => torch.CPU, RuntimeInformation.RuntimeIdentifier);

    internal static void Load(Func<torch.Device> firstUse, string runtime)
    {
        try
        {
            firstUse();
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new PlatformNotSupportedException(
                $"Training needs libtorch, which could not be loaded. {Remedy(runtime)}", e);
        }
    }

    private static string Remedy(string runtime) => PlatformOf(runtime) is { } platform
        ? $"Add a reference to the package libtorch-cpu-{platform} in the version that the README names for this " +
            "TorchSharp; where there is one, the inner exception says what was tried, and the page on " +
            "troubleshooting what older Linux systems need."
        : $"There is none for this system, which is {runtime}: train on {string.Join(", ", _platforms)}. " +
            "Scoring needs no libtorch and runs on every system that .NET runs on.";

    /// <summary>The platform whose libtorch a system loads; null if there is none.</summary>
    /// <param name="runtime">
    /// The system's runtime identifier, which may name a distribution: "ubuntu.24.04-x64".
    /// </param>
    private static string? PlatformOf(string runtime)
    {
        string system = runtime switch
        {
            _ when runtime.StartsWith("win", StringComparison.Ordinal) => "win",
            _ when runtime.StartsWith("osx", StringComparison.Ordinal) => "osx",
            // They have another C library.
            _ when runtime.Contains("musl", StringComparison.Ordinal) => "musl",
            _ when runtime.StartsWith("alpine", StringComparison.Ordinal) => "musl",
            _ => "linux",
        };
        string platform = $"{system}-{runtime[(runtime.LastIndexOf('-') + 1)..]}";
        return _platforms.Contains(platform) ? platform : null;
    }
}
