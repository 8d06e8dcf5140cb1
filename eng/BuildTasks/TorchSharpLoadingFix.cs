using System.Runtime.InteropServices;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace ActiveShift.BuildTasks;

/// <summary>
/// Makes TorchSharp's native library load on Linux systems whose libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04, RHEL 9).
/// </summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> 0.107 asks for <c>GLIBCXX_3.4.32</c> because of one symbol, the empty initialiser
/// <c>std::ios_base_library_init</c>. The fixed copy replaces the file in the output folder under a new inode: the
/// original may be a hard link into the NuGet cache, which must never change.
/// </remarks>
public sealed class TorchSharpLoadingFix : Task
{
    internal const string Version = "GLIBCXX_3.4.32";
    internal const string Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>The copy of <c>libLibTorchSharp.so</c> in the output folder.</summary>
    [Required]
    public string Library { get; set; } = "";

    /// <summary><c>auto</c> (fix where this system's libstdc++ needs it), <c>always</c> or <c>never</c>.</summary>
    public string Mode { get; set; } = "auto";

    /// <inheritdoc/>
    public override bool Execute()
    {
        switch (Mode)
        {
            case "never":
                return true;
            case "auto" when !OperatingSystem.IsLinux() || SystemHasSymbol():
                return true;
            case "auto" or "always":
                break;
            default:
                Log.LogError("TorchSharpLoadingFix is '{0}'; expected auto, always or never.", Mode);
                return false;
        }
        try
        {
            byte[] image = File.ReadAllBytes(Library);
            if (!ElfVersionRequirement.Relax(image, Version, Symbol))
                return true;
            string beside = Library + ".fixed";
            File.WriteAllBytes(beside, image);
            // The copy step compares size and time stamp: keep both, or every build would copy the original back.
            File.SetLastWriteTimeUtc(beside, File.GetLastWriteTimeUtc(Library));
            File.Move(beside, Library, overwrite: true);
            Log.LogMessage(MessageImportance.Normal, "TorchSharp: {0} no longer needs {1}, which this system's libstdc++ lacks.", Library, Version);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.LogError("TorchSharp's native library {0} could not be made to load on this system: {1}", Library, e.Message);
            return false;
        }
    }

    /// <summary>Asks the dynamic loader itself, so that any place a libstdc++ can come from is covered.</summary>
    private static bool SystemHasSymbol() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out nint handle) && NativeLibrary.TryGetExport(handle, Symbol, out _);
}
