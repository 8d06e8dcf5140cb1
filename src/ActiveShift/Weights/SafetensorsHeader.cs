using System.Text.Json;
using System.Text.Unicode;

namespace ActiveShift;

/// <summary>The JSON header of a safetensors file, checked: every tensor lies inside the data, and together they cover it without gap or overlap.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataName = "__metadata__";
    public const string TypeName = "dtype";
    public const string ShapeName = "shape";
    public const string OffsetsName = "data_offsets";
    public const string Float32 = "F32";

    private const int MaxRank = 8;

    private SafetensorsHeader(IReadOnlyList<Entry> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order in which their values follow each other.</summary>
    public IReadOnlyList<Entry> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Parses and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes in the file after the header.</param>
    /// <exception cref="InvalidDataException">The header is not valid; the message says where and what was expected.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        if (!Utf8.IsValid(json.Span))
            throw new InvalidDataException("The safetensors header is not valid UTF-8.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { MaxDepth = 4 });
            return Parse(document.RootElement, dataLength);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair.
            throw new InvalidDataException($"The safetensors header is not valid JSON: {error.Message}", error);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataLength)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"The safetensors header is a JSON {root.ValueKind}; expected an object.");
        CheckNames(root, "The safetensors header");
        List<Entry> tensors = [];
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.NameEquals(MetadataName))
                ReadMetadata(property.Value, metadata);
            else
                tensors.Add(ReadTensor(property, dataLength));
        }

        tensors.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckCoverage(tensors, dataLength);
        return new(tensors, metadata);
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{MetadataName} is a JSON {element.ValueKind}; expected an object.");
        CheckNames(element, MetadataName);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw new InvalidDataException($"{MetadataName}: '{property.Name}' is a JSON {property.Value.ValueKind}; expected a string.");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static Entry ReadTensor(JsonProperty property, long dataLength)
    {
        string name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"Tensor '{name}' is a JSON {property.Value.ValueKind}; expected an object.");
        CheckNames(property.Value, $"Tensor '{name}'");
        foreach (JsonProperty field in property.Value.EnumerateObject())
        {
            if (field.Name is not (TypeName or ShapeName or OffsetsName))
                throw new InvalidDataException($"Tensor '{name}' has the unknown field '{field.Name}'.");
        }

        JsonElement type = Field(name, property.Value, TypeName, JsonValueKind.String);
        if (!type.ValueEquals(Float32))
            throw new InvalidDataException($"Tensor '{name}' has dtype '{type.GetString()}'; expected {Float32}.");
        int[] shape = ReadShape(name, Field(name, property.Value, ShapeName, JsonValueKind.Array));
        (long begin, long end) = ReadOffsets(name, Field(name, property.Value, OffsetsName, JsonValueKind.Array));
        if (begin < 0 || end < begin || end > dataLength)
            throw new InvalidDataException($"Tensor '{name}' lies at bytes {begin} to {end} of the data, which has {dataLength} bytes.");
        if (ByteCount(name, shape) != end - begin)
        {
            throw new InvalidDataException(
                $"Tensor '{name}' of shape [{string.Join(", ", shape)}] needs {ByteCount(name, shape)} bytes; its offsets span {end - begin}.");
        }

        return new(name, shape, begin, end);
    }

    /// <summary>JSON allows a name twice; which of the two is meant, nobody knows.</summary>
    /// <remarks>JsonDocument would check it too, by a hash that draws a random number from OpenSSL.</remarks>
    private static void CheckNames(JsonElement element, string owner)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw new InvalidDataException($"{owner} has '{property.Name}' twice.");
        }
    }

    private static JsonElement Field(string tensor, JsonElement element, string name, JsonValueKind kind)
    {
        if (!element.TryGetProperty(name, out JsonElement field))
            throw new InvalidDataException($"Tensor '{tensor}' has no field '{name}'.");
        return field.ValueKind == kind
            ? field
            : throw new InvalidDataException($"Tensor '{tensor}': '{name}' is a JSON {field.ValueKind}; expected {kind}.");
    }

    private static int[] ReadShape(string tensor, JsonElement shape)
    {
        if (shape.GetArrayLength() > MaxRank)
            throw new InvalidDataException($"Tensor '{tensor}' has {shape.GetArrayLength()} dimensions; at most {MaxRank} are accepted.");
        int[] sides = new int[shape.GetArrayLength()];
        for (int i = 0; i < sides.Length; i++)
        {
            if (shape[i].ValueKind != JsonValueKind.Number || !shape[i].TryGetInt32(out sides[i]) || sides[i] < 0)
                throw new InvalidDataException($"Tensor '{tensor}': dimension {i} is {shape[i].GetRawText()}; expected an integer from 0 to {int.MaxValue}.");
        }

        return sides;
    }

    private static (long Begin, long End) ReadOffsets(string tensor, JsonElement offsets)
    {
        if (offsets.GetArrayLength() == 2 && offsets[0].ValueKind == JsonValueKind.Number && offsets[0].TryGetInt64(out long begin)
            && offsets[1].ValueKind == JsonValueKind.Number && offsets[1].TryGetInt64(out long end))
        {
            return (begin, end);
        }

        throw new InvalidDataException($"Tensor '{tensor}': {OffsetsName} is {offsets.GetRawText()}; expected two integers.");
    }

    private static long ByteCount(string tensor, int[] shape)
    {
        long count = 1;
        foreach (int side in shape)
        {
            count = Math.BigMul(count, side, out long low) == 0 && low >= 0
                ? low
                : throw new InvalidDataException($"Tensor '{tensor}': the shape [{string.Join(", ", shape)}] has too many values.");
        }

        // A span of bytes, through which the values are read, has an int for its length.
        return count <= int.MaxValue / sizeof(float)
            ? count * sizeof(float)
            : throw new InvalidDataException($"Tensor '{tensor}' has {count} values; at most {int.MaxValue / sizeof(float)} are accepted.");
    }

    private static void CheckCoverage(List<Entry> tensors, long dataLength)
    {
        long covered = 0;
        foreach (Entry tensor in tensors)
        {
            if (tensor.Begin != covered)
            {
                throw new InvalidDataException(
                    $"Tensor '{tensor.Name}' begins at byte {tensor.Begin} of the data; expected {covered}, without gap or overlap.");
            }

            covered = tensor.End;
        }

        if (covered != dataLength)
            throw new InvalidDataException($"The tensors take {covered} bytes; the file has {dataLength} bytes of data.");
    }

    /// <summary>One tensor; its values are the bytes from <paramref name="Begin"/> to before <paramref name="End"/> of the data.</summary>
    internal sealed record Entry(string Name, int[] Shape, long Begin, long End);
}
