using System.Reflection;

namespace ActiveShift.ML.Package.Tests;

/// <summary>What the build that made these tests knew.</summary>
internal static class BuildFacts
{
    public static string Configuration => Read(nameof(Configuration));

    /// <summary>Where NuGet keeps the packages that the repository was restored with.</summary>
    public static string PackagesFolder => Read(nameof(PackagesFolder));

    public static string LibtorchVersion => Path.GetFileName(Read("LibtorchFolder"));

    /// <summary>
    /// Whether programs can be published for a system together with the runtime, without asking NuGet's servers.
    /// </summary>
    public static bool HasRuntimeFor(string runtime) =>
        Path.Exists(Path.Combine(PackagesFolder, $"microsoft.netcore.app.runtime.{runtime}", Read("RuntimeVersion"))) &&
        Path.Exists(Path.Combine(PackagesFolder, $"microsoft.netcore.app.host.{runtime}", Read("RuntimeVersion")));

    private static string Read(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
