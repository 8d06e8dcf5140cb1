using System.Text.Json;

namespace ActiveShift.Training;

/// <summary>Reads a fingerprint as fields with paths ("options.LearningRate") and values, both as text.</summary>
internal static class FingerprintFields
{
    /// <param name="file">Where it comes from, for the message.</param>
    /// <param name="json">The fingerprint.</param>
    /// <exception cref="InvalidDataException">It is no JSON object, or says one thing twice.</exception>
    public static Dictionary<string, string> Read(string file, string json)
    {
        var fields = new Dictionary<string, string>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"it is of the kind {document.RootElement.ValueKind}; expected an object");
            Add(fields, "", document.RootElement);
        }
        // A name that is no text, such as half a surrogate pair, is an InvalidOperationException.
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"The fingerprint of checkpoint '{file}' cannot be read: {error.Message}", error);
        }
        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object && (path.Length == 0 || element.EnumerateObject().Any()))
        {
            foreach (var part in element.EnumerateObject())
                Add(fields, path.Length == 0 ? part.Name : $"{path}.{part.Name}", part.Value);
        }
        else if (!fields.TryAdd(path, element.GetRawText()))
        {
            throw new InvalidDataException($"'{path}' stands there twice");
        }
    }
}
