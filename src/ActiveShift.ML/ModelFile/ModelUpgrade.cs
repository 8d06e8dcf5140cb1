using System.Text.Json.Nodes;

namespace ActiveShift.ML;

/// <summary>Brings the descriptions of older format versions to the current one, so that one shape is read.</summary>
internal static class ModelUpgrade
{
    /// <summary>Takes one step after another, each of which knows two versions.</summary>
    /// <param name="description">A description of an older version, which is changed.</param>
    /// <param name="version">That version.</param>
    /// <param name="asStored">How version 1 decoded images, as JSON.</param>
    /// <exception cref="InvalidDataException">It is no description of its version.</exception>
    public static void ToCurrent(JsonObject description, int version, JsonNode asStored)
    {
        if (version == 1)
            FromVersion1(description, asStored);
        FromVersion2(description);
    }

    /// <summary>Version 1 said nothing of decoding: images were taken as they are stored.</summary>
    private static void FromVersion1(JsonObject description, JsonNode asStored)
    {
        if (description["preprocessing"] is not JsonObject preprocessing)
            throw new InvalidDataException("The model's description is damaged: it has no preprocessing.");
        Add(preprocessing, "decoding", asStored, version: 1);
        description["version"] = 2;
    }

    /// <summary>Version 2 scored every image once, and took the softmax of the logits as they were.</summary>
    private static void FromVersion2(JsonObject description)
    {
        Add(description, "temperature", 1.0, version: 2);
        Add(description, "testTimeAugmentation", nameof(TestTimeAugmentation.None), version: 2);
        description["version"] = 3;
    }

    private static void Add(JsonObject to, string name, JsonNode value, int version)
    {
        if (to.ContainsKey(name))
        {
            throw new InvalidDataException(
                $"The model's description is damaged: it is of version {version}, which has no {name}.");
        }
        to[name] = value;
    }
}
