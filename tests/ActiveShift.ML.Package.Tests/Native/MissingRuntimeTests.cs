using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Package.Tests.Native;

/// <summary>Packing where libraries for other systems can't be built.</summary>
public class MissingRuntimeTests
{
    [Fact]
    public void The_package_is_made_without_them_and_says_so()
    {
        var (code, output, _) = BuildNone();

        Assert.Equal(0, code);
        Assert.Contains(
            "The package is made without the native library for win-x64, linux-arm64.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_is_not_made()
    {
        var (code, output, _) = BuildNone("-p:RequireAllRuntimes=true");

        Assert.NotEqual(0, code);
        Assert.Contains(
            "could not be built for win-x64, linux-arm64: eng/cross/install.sh", output, StringComparison.Ordinal);
    }

    /// <summary>In a configuration of which there is no library, and none is built.</summary>
    private static (int ExitCode, string Output, string Errors) BuildNone(params string[] options) =>
        DotnetCommand.Try(RepositoryRoot.Path,
            ["msbuild", Path.Combine("eng", "Package"), "-t:BuildCrossLibraries",
                "-p:Configuration=Missing", "-p:SkipNativeBuild=true", .. options]);
}
