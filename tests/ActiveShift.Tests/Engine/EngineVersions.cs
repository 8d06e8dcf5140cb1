using ActiveShift.Engine;

namespace ActiveShift.Tests.Engine;

/// <summary>The entries of the dispatch table that this processor can run; the tests go through all of them.</summary>
internal static class EngineVersions
{
    public static TheoryData<string> Supported => [.. EngineVersion.Table.Where(v => v.IsSupported).Select(v => v.Name)];

    /// <summary>Those of the native library.</summary>
    public static TheoryData<string> Native =>
        [.. EngineVersion.Table.Where(v => v.IsSupported && !v.IsManaged).Select(v => v.Name)];

    public static EngineOptions Float32(string version) => new() { Version = version };

    /// <summary>8 bits, with statistics that the same version takes on some images.</summary>
    public static EngineOptions Int8(string version, NetworkWeights weights, float[] calibrationImages) => new()
    {
        Version = version,
        Precision = EnginePrecision.Int8,
        ActivationStatistics = ActivationStatistics.Measure(weights, [calibrationImages], threads: 1, version),
    };
}
