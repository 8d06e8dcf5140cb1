using System.Reflection;
using ActiveShift.Tests.Shared;

namespace ActiveShift.BuildTasks.Tests;

/// <summary>A program that trains, built with a runtime identifier as publishing does.</summary>
public sealed class BuildForAnotherSystemTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("activeshift-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_build_finds_its_tasks()
    {
        string configuration = typeof(BuildForAnotherSystemTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        // The runtime identifier stands in the project for restoring alone, or BuildTasks would be restored for it too.
        File.WriteAllText(Path.Combine(_folder.FullName, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifiers>linux-x64</RuntimeIdentifiers>
                <UseAppHost>false</UseAppHost>
                <!-- Nothing is downloaded; the program depends on the installed framework. -->
                <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
                <TorchBackend>none</TorchBackend>
                <TorchSharpLoadingFix>always</TorchSharpLoadingFix>
              </PropertyGroup>
              <ItemGroup>
                <None Include="{TorchSharpPackage.LibraryPath}" Link="libLibTorchSharp.so"
                      CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
              <Import Project="{Path.Combine(RepositoryRoot.Path, "eng", "TorchBackend.targets")}" />
            </Project>
            """);
        File.WriteAllText(
            Path.Combine(_folder.FullName, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources></configuration>");

        DotnetCommand.Run(_folder.FullName, "restore");
        DotnetCommand.Run(
            _folder.FullName, "build", "--no-restore", "-c", configuration, "-r", "linux-x64", "--self-contained", "false");

        string output = Path.Combine(_folder.FullName, "bin", configuration, "net10.0", "linux-x64");
        string built = Path.Combine(output, "libLibTorchSharp.so");
        Assert.NotEqual(TorchSharpPackage.ReadLibrary(), File.ReadAllBytes(built));
    }
}
