using ActiveShift.Engine;

namespace ActiveShift.Tests.Engine;

/// <summary>The entries of the dispatch table that this processor can run; the tests go through all of them.</summary>
internal static class EngineVersions
{
    public static TheoryData<string> Supported => [.. EngineVersion.Table.Where(v => v.IsSupported).Select(v => v.Name)];

    public static EngineOptions Float32(string version) => new() { Version = version };

    public static EngineOptions Int8(string version, float[] calibrationImages) =>
        new() { Version = version, Precision = EnginePrecision.Int8, CalibrationImages = calibrationImages };
}
