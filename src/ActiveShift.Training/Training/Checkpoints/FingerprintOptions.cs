using System.Reflection;
using System.Text.Json.Nodes;

namespace ActiveShift.Training;

/// <summary>
/// The options' part of a fingerprint: names and values of those that are not at their default, so that a checkpoint from before an option
/// existed still fits.
/// </summary>
internal static class FingerprintOptions
{
    /// <summary>Options that say how and not what: a run goes on under other ones.</summary>
    private static readonly HashSet<string> _free =
    [
        nameof(TrainingOptions.Threads),
        nameof(TrainingOptions.ReportBatches),
        nameof(TrainingOptions.Checkpoint),
        nameof(TrainingOptions.ResumeFrom),
        nameof(TrainingOptions.GpuDeviceId),
        nameof(TrainingOptions.FallbackToCpu),
        nameof(TrainingOptions.ChannelsLast),
    ];

    /// <summary>Those that differ from their default.</summary>
    public static JsonObject Changed(TrainingOptions options) => Fields(Normalized(options), Normalized(new TrainingOptions()));

    /// <summary>All of them, at their default.</summary>
    public static JsonObject Defaults() => Fields(Normalized(new TrainingOptions()), defaults: null);

    /// <summary>What two ways to say the same thing come to.</summary>
    private static TrainingOptions Normalized(TrainingOptions options) => options with { Seed = options.SeedOrDefault, KeepBest = options.KeepsBest };

    private static JsonObject Fields(object options, object? defaults)
    {
        var fields = new JsonObject();
        // Reflection promises no order.
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (_free.Contains(property.Name))
                continue;
            var value = Value(property.GetValue(options));
            if (defaults is null || !JsonNode.DeepEquals(value, Value(property.GetValue(defaults))))
                fields.Add(property.Name, value);
        }
        return fields;
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool b => b,
        int i => i,
        long l => l,
        double d => d,
        Enum => value.ToString(),
        IEnumerable<double> list => new JsonArray([.. list.Select(d => JsonValue.Create(d))]),
        _ when OptionRanges.IsGroup(value) => Fields(value, Activator.CreateInstance(value.GetType())),
        _ => throw new NotSupportedException($"An option of {value.GetType()} has no fingerprint."),
    };
}
