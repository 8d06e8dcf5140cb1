using System.Reflection;

namespace ActiveShift.ML.Package.Tests;

/// <summary>What the build that made these tests knew.</summary>
internal static class BuildFacts
{
    public static string Configuration => Read(nameof(Configuration));

    /// <summary>Where NuGet keeps the packages that the repository was restored with.</summary>
    public static string PackagesFolder => Read(nameof(PackagesFolder));

    public static string LibtorchVersion => Path.GetFileName(Read("LibtorchFolder"));

    private static string Read(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
