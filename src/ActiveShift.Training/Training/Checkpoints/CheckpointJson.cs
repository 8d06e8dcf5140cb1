using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActiveShift.Training;

/// <summary>How checkpoints write their JSON: every number so that the same bits are read, no field unknown, and null only where it may be.</summary>
internal static class CheckpointJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };
}
