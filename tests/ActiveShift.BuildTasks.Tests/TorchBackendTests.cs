using ActiveShift.Tests.Shared;

namespace ActiveShift.BuildTasks.Tests;

/// <summary>eng/TorchBackend.targets, asked of a program that trains.</summary>
public class TorchBackendTests
{
    private static readonly string _program = Path.Combine("samples", "QuickStart", "QuickStart.csproj");

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("osx-arm64")]
    [InlineData("win-arm64")]
    [InlineData("win-x64")]
    public void A_program_gets_the_libtorch_of_the_system_it_is_built_for(string runtime)
    {
        var packages = Ask("-getItem:PackageReference", $"-p:RuntimeIdentifier={runtime}").Output;

        Assert.Contains($"\"libtorch-cpu-{runtime}\"", packages, StringComparison.Ordinal);
        Assert.Equal(1, packages.Split("\"Identity\": \"libtorch").Length - 1);
    }

    [Theory]
    [InlineData("linux-arm64", "cpu", "linux-x64, osx-arm64, win-arm64, win-x64")]
    [InlineData("linux-musl-x64", "cpu", "linux-x64, osx-arm64, win-arm64, win-x64")]
    [InlineData("osx-arm64", "cuda-12.8", "linux-x64, win-x64")]
    public void A_system_without_a_libtorch_is_an_error_that_names_the_others(string runtime, string backend, string have)
    {
        var (code, output, _) = Check(runtime, backend);

        Assert.NotEqual(0, code);
        Assert.Contains(
            $"There is no libtorch ({backend}) for {runtime}, only for {have}, so", output, StringComparison.Ordinal);
        Assert.Contains("set TorchBackend to none", output, StringComparison.Ordinal);
        Assert.Equal(0, Check(runtime, "none").ExitCode);
    }

    [Fact]
    public void On_a_machine_without_a_libtorch_programs_are_built_without()
    {
        const string Machine = "-p:NETCoreSdkPortableRuntimeIdentifier=linux-arm64";
        var (code, output, _) = Ask("-t:CheckTorchBackend", Machine);

        Assert.Equal(0, code);
        Assert.Contains(
            "There is no libtorch for linux-arm64, so QuickStart is built without", output, StringComparison.Ordinal);
        string packages = Ask("-getItem:PackageReference", Machine).Output;
        Assert.DoesNotContain("\"libtorch-", packages, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Errors) Check(string runtime, string backend) =>
        Ask("-t:CheckTorchBackend", $"-p:RuntimeIdentifier={runtime}", $"-p:TorchBackend={backend}");

    private static (int ExitCode, string Output, string Errors) Ask(params string[] question) =>
        DotnetCommand.Try(RepositoryRoot.Path, ["msbuild", _program, .. question]);
}
