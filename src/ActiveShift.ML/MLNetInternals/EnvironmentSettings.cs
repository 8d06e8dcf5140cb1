using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>What a user sets on an <c>MLContext</c> and a trainer must honour; the properties are public there and internal here.</summary>
internal static class EnvironmentSettings
{
    /// <summary>The context's seed, or null if it was made without one.</summary>
    public static int? GetSeed(this IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>The GPU that the user asked for, and whether the CPU may stand in.</summary>
    public static GpuRequest GetGpuRequest(this IHostEnvironment environment)
    {
        var settings = environment as IHostEnvironmentInternal;
        return new GpuRequest(settings?.GpuDeviceId, "MLContext.GpuDeviceId", settings?.FallbackToCpu ?? false);
    }

    /// <summary>Throws <see cref="OperationCanceledException"/> after <c>MLContext.CancelExecution</c>.</summary>
    public static void ThrowIfCanceled(this IHostEnvironment environment) => environment.CheckAlive();
}
