using System.Runtime.InteropServices;
using TorchSharp;

namespace ActiveShift.Training;

/// <summary>The native code that TorchSharp needs and that the application brings.</summary>
internal static class Libtorch
{
    /// <summary>Loads it, once a process.</summary>
    /// <exception cref="PlatformNotSupportedException">It cannot be loaded: the application has none, or one that this system or TorchSharp does not take.</exception>
    public static void Load() => Load(() => torch.CPU);

    internal static void Load(Func<torch.Device> firstUse)
    {
        try
        {
            firstUse();
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new PlatformNotSupportedException(
                $"Training needs libtorch, which could not be loaded. Add a reference to the package {Package} in the version that the README names for this " +
                "TorchSharp; where there is one, the inner exception says what was tried, and the page on troubleshooting what older Linux systems need.", e);
        }
    }

    private static string Package =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
        : RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "libtorch-cpu-linux-x64"
        : "libtorch-cpu for this system";
}
