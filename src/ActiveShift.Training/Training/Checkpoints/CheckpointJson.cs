using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActiveShift.Training;

/// <summary>How checkpoints write their JSON: every number so that the same bits are read, and no field unknown.</summary>
internal static class CheckpointJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };
}
