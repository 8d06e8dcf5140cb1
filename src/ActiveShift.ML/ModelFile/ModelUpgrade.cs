using System.Text.Json.Nodes;

namespace ActiveShift.ML;

/// <summary>Brings the descriptions of older format versions to the current one, so that one shape is read.</summary>
internal static class ModelUpgrade
{
    /// <summary>Version 1 said nothing of decoding: images were taken as they are stored.</summary>
    /// <param name="description">A description of version 1, which is changed.</param>
    /// <param name="asStored">What version 1 did, as JSON.</param>
    /// <exception cref="InvalidDataException">It is no description of version 1.</exception>
    public static void FromVersion1(JsonObject description, JsonNode asStored)
    {
        if (description["preprocessing"] is not JsonObject preprocessing)
            throw new InvalidDataException("The model's description is damaged: it has no preprocessing.");
        if (preprocessing.ContainsKey("decoding"))
            throw new InvalidDataException("The model's description is damaged: it is of version 1, which has no decoding.");
        preprocessing["decoding"] = asStored;
        description["version"] = 2;
    }
}
