using System.Diagnostics;

namespace ActiveShift.ML.Package.Tests.Emulation;

/// <summary>Windows x64 by Wine, with a configuration of its own that goes with it.</summary>
internal sealed class Wine : EmulatedSystem
{
    /// <summary>Where Debian puts it, beside the server that all programs of one configuration share.</summary>
    private const string Loader = "/usr/lib/wine/wine64", Server = "/usr/lib/wine/wineserver64";

    private readonly DirectoryInfo _configuration = Directory.CreateTempSubdirectory("activeshift-wine-");
    private bool _isPrepared;

    public override string? Missing => File.Exists(Loader) ? null : $"there is no {Loader}";

    public override string PathOf(string path) => "Z:" + path.Replace('/', '\\');

    public override string[] Run(string folder, string name, params string[] arguments)
    {
        if (!_isPrepared)
        {
            // .NET asks for functions that Wine has in Windows 10 alone. The first run makes the configuration, without
            // Mono, which Wine would offer to download; programs want what mscoree names.
            var prepare = Start(Loader, "reg", "add", @"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f");
            prepare.Environment["WINEDLLOVERRIDES"] = "mscoree=;mshtml=";
            Run(prepare);
            _isPrepared = true;
        }

        return Run(Start(Loader, [Path.Combine(folder, name + ".exe"), .. arguments]));
    }

    public override void Dispose()
    {
        if (_isPrepared)
        {
            using var stop = Process.Start(Start(Server, "--kill", "--wait"))!;
            stop.WaitForExit();
        }

        _configuration.Delete(recursive: true);
        base.Dispose();
    }

    private ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["WINEPREFIX"] = _configuration.FullName;
        start.Environment["WINEDEBUG"] = "-all";
        // Without Gecko, which it would offer to download.
        start.Environment["WINEDLLOVERRIDES"] = "mshtml=";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return start;
    }
}
