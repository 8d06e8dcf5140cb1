using System.Reflection;

namespace ActiveShift.BuildTasks.Tests;

/// <summary>The native library of the restored TorchSharp package, as its authors shipped it.</summary>
internal static class TorchSharpPackage
{
    public static string LibraryPath { get; } = typeof(TorchSharpPackage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TorchSharpLibrary").Value!;

    public static byte[] ReadLibrary() => File.ReadAllBytes(LibraryPath);
}
