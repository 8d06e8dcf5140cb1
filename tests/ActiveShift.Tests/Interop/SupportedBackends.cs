using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

/// <summary>The entries of the dispatch table that this machine can run: every test of the operator runs on each.</summary>
internal static class SupportedBackends
{
    /// <summary>Names, for theories.</summary>
    public static TheoryData<string> Names => [.. NativeBackends.Table.Where(entry => entry.IsSupported).Select(entry => entry.Name)];

    /// <summary>The number that the native interface takes.</summary>
    internal static int Number(string name) => NativeBackends.Table.Select(entry => entry.Name).ToList().IndexOf(name);
}
