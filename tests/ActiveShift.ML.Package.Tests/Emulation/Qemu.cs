using System.Diagnostics;

namespace ActiveShift.ML.Package.Tests.Emulation;

/// <summary>Linux Arm64 by QEMU's user mode, with the system's libraries from the cross compiler's packages.</summary>
internal sealed class Qemu : EmulatedSystem
{
    private const string Emulator = "/usr/bin/qemu-aarch64-static", Root = "/usr/aarch64-linux-gnu";

    public override string? Missing =>
        !File.Exists(Emulator) ? $"there is no {Emulator}"
        : !File.Exists($"{Root}/lib/libstdc++.so.6") ? $"there are no Arm64 libraries in {Root}"
        : null;

    public override string[] Run(string folder, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Emulator, ["-L", Root, Path.Combine(folder, name), .. arguments]);
        // Two mappings of the code that is compiled, a heap over the whole of the memory and a collector of its own are
        // more than it bears.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // Neither ICU nor OpenSSL is there for Arm64.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["LD_LIBRARY_PATH"] = folder;
        return Run(start);
    }
}
