using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActiveShift.Fuzz.Mutation;

/// <summary>
/// Alters JSON as a tree: values are replaced, moved, doubled, taken out. What is no JSON any more is altered as
/// bytes.
/// </summary>
internal static class JsonMutation
{
    private const int MostChanges = 3;
    private static readonly JsonSerializerOptions _plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ByteMutation _bytes =
        new("null"u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "\"\\ud800\""u8.ToArray());

    public static byte[] Alter(byte[] json, byte[] other, Random random) =>
        random.Next(4) > 0 && TryAlter(json, random) is { } altered ? altered : _bytes.Alter(json, other, random);

    /// <returns>Null where it is no JSON; a name that stands twice, or text that is no Unicode, shows late.</returns>
    private static byte[]? TryAlter(byte[] json, Random random)
    {
        try
        {
            if (JsonNode.Parse(json) is not { } root)
                return null;
            for (int left = 1 + random.Next(MostChanges); left > 0; left--)
                Once(root, random);
            return Encoding.UTF8.GetBytes(root.ToJsonString(_plain));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Once(JsonNode root, Random random)
    {
        var places = Places(root).ToArray();
        if (places.Length == 0)
            return;
        var (parent, key, index) = places[random.Next(places.Length)];
        bool remove = random.Next(6) == 0;
        var value = random.Next(4) == 0 ? Read(places[random.Next(places.Length)])?.DeepClone() : Value(random);
        if (parent is JsonObject members)
        {
            if (remove)
                members.Remove(key!);
            else
                members[random.Next(8) == 0 ? key + "x" : key!] = value;
        }
        else if (parent is JsonArray items)
        {
            if (remove)
                items.RemoveAt(index);
            else if (random.Next(3) == 0)
                items.Insert(index, value);
            else
                items[index] = value;
        }
    }

    private static JsonNode? Read((JsonNode Parent, string? Key, int Index) place) =>
        place.Key is { } key ? place.Parent[key] : place.Parent[place.Index];

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (key, value) in members)
            {
                yield return (node, key, 0);
                foreach (var place in Places(value))
                    yield return place;
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                yield return (node, null, i);
                foreach (var place in Places(items[i]))
                    yield return place;
            }
        }
    }

    private static JsonNode? Value(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => JsonValue.Create(""),
        2 => JsonValue.Create("x\0\u2028"),
        3 => new JsonObject(),
        4 => new JsonArray(),
        5 => JsonValue.Create(random.Next(2) == 0),
        6 => JsonValue.Create((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))),
        _ => JsonValue.Create(InterestingNumbers.Pick(random)),
    };
}
