using ActiveShift.Engine.Managed;

namespace ActiveShift.Engine;

/// <summary>
/// Compiles networks for a version of the engine: the one place that knows the native engine from the one in C#.
/// </summary>
internal static class NetworkCompiler
{
    /// <summary>Compiles a network for scoring.</summary>
    /// <exception cref="ArgumentException">
    /// A shift is not finite, or the statistics are missing or of another network.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The version asked for is unknown or can't run here.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public static ICompiledNetwork Compile(NetworkWeights weights, EngineOptions options)
    {
        var statistics = CompilerChecks.Statistics(weights.Spec, options);
        CompilerChecks.Shifts(weights);
        var version = EngineVersion.Find(options.Version);
        return version.IsManaged
            ? new ManagedNetwork(PlanBuilder.Build(weights, statistics))
            : new NativeCompiledNetwork(PlanCompiler.Compile(weights, statistics, version));
    }

    /// <summary>Prepares a network for taking the statistics of its activations.</summary>
    /// <inheritdoc cref="Compile"/>
    public static IActivationMeter StartMeter(NetworkWeights weights, string? versionName)
    {
        CompilerChecks.Int8(weights.Spec);
        CompilerChecks.Shifts(weights);
        var version = EngineVersion.Find(versionName);
        return version.IsManaged
            ? new ManagedActivationMeter(weights)
            : new NativeActivationMeter(PlanCompiler.StartCalibration(weights, version));
    }
}
