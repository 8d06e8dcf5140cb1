using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ActiveShift.ML;

/// <summary>Writes and reads the JSON entry. What it does not know, it rejects: a file from a newer version must not be half understood.</summary>
internal static class ModelJson
{
    /// <summary>
    /// More than any real description needs: as many class names as a network can have, of 60 bytes each.
    /// </summary>
    public const int MaxLength = 64 << 20;

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        MaxDepth = 16,
        // By name alone: a number could stand for a value that no version knows.
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static byte[] Write(ModelDescription description) => JsonSerializer.SerializeToUtf8Bytes(description, _options);

    /// <exception cref="InvalidDataException">The bytes are not a description that this version reads.</exception>
    public static ModelDescription Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // The version comes first: a newer file should be called newer, not wrong.
            var header = JsonSerializer.Deserialize<Header>(utf8, _headerOptions);
            if (header?.Format != ModelDescription.FormatName)
                throw new InvalidDataException($"The model's format is '{header?.Format}'; expected '{ModelDescription.FormatName}'.");
            var description = header.Version switch
            {
                >= 1 and < ModelDescription.CurrentVersion => ReadOlder(utf8, header.Version),
                ModelDescription.CurrentVersion => JsonSerializer.Deserialize<ModelDescription>(utf8, _options),
                _ => throw new InvalidDataException(
                    $"The model's format version is {header.Version}; this version of ActiveShift.ML reads versions 1 to {ModelDescription.CurrentVersion}."),
            };
            return description ?? throw new InvalidDataException("The model's description is empty.");
        }
        // A name that is no valid UTF-8 is an InvalidOperationException of JsonNode.
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"The model's description is damaged: {e.Message}", e);
        }
    }

    private static ModelDescription? ReadOlder(ReadOnlySpan<byte> utf8, int version)
    {
        var description = JsonNode.Parse(utf8, documentOptions: new() { MaxDepth = _options.MaxDepth })!.AsObject();
        ModelUpgrade.ToCurrent(description, version, JsonSerializer.SerializeToNode(ImageDecoding.AsStored, _options)!);
        return description.Deserialize<ModelDescription>(_options);
    }

    private static readonly JsonSerializerOptions _headerOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 16 };

    private sealed record Header(string? Format, int Version);
}
