using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActiveShift.Training;

/// <summary>
/// What a run is of, as JSON: the network, the options, the sets, the initial weights. A checkpoint fits a run where all of it is the same.
/// </summary>
internal static class CheckpointFingerprint
{
    private const string Absent = "absent";

    /// <summary>Options that say how and not what: a run goes on under other ones.</summary>
    public static IReadOnlySet<string> FreeOptions { get; } = new HashSet<string>
    {
        nameof(TrainingOptions.Threads),
        nameof(TrainingOptions.ReportBatches),
        nameof(TrainingOptions.Checkpoint),
        nameof(TrainingOptions.ResumeFrom),
        nameof(TrainingOptions.GpuDeviceId),
        nameof(TrainingOptions.FallbackToCpu),
        nameof(TrainingOptions.ChannelsLast),
    };

    public static string Of(TrainingTask task, TrainingOptions options) =>
        new JsonObject
        {
            ["network"] = Network(task.Spec),
            ["options"] = Options(options),
            ["training"] = Images(task.Training),
            ["validation"] = task.Validation is null ? null : Images(task.Validation),
            ["initialWeights"] = task.InitialWeights is null ? null : CheckpointDigest.OfWeights(task.InitialWeights),
        }.ToJsonString(CheckpointJson.Options);

    /// <summary>Makes sure that a checkpoint is of this run.</summary>
    /// <param name="file">Where it comes from, for the message.</param>
    /// <param name="seen">Its fingerprint.</param>
    /// <param name="expected">That of this run.</param>
    /// <exception cref="InvalidDataException">It is of another run; the message says in what.</exception>
    public static void Check(string file, string seen, string expected)
    {
        var (theirs, ours) = (Flatten(seen), Flatten(expected));
        foreach (string field in ours.Keys.Union(theirs.Keys))
        {
            string their = theirs.GetValueOrDefault(field, Absent);
            string our = ours.GetValueOrDefault(field, Absent);
            if (their != our)
                throw new InvalidDataException($"Checkpoint '{file}' is of another training: {field} is {their} there; expected {our} as in this one.");
        }
    }

    private static JsonObject Network(NetworkSpec spec) => new()
    {
        ["channels"] = spec.Channels,
        ["height"] = spec.Height,
        ["width"] = spec.Width,
        ["classes"] = spec.Classes,
        ["stem"] = spec.Stem.ToString(),
        ["stages"] = new JsonArray([.. spec.Stages.Select(stage => new JsonArray([.. stage.Select(block => JsonValue.Create(block.ToString()))]))]),
    };

    private static JsonNode Options(TrainingOptions options)
    {
        var all = JsonSerializer.SerializeToNode(options, CheckpointJson.Options)!.AsObject();
        foreach (string free in FreeOptions)
            all.Remove(free);
        return all;
    }

    private static JsonObject Images(IImageSet images) => new() { ["images"] = images.Count, ["labels"] = CheckpointDigest.OfLabels(images) };

    private static Dictionary<string, string> Flatten(string json)
    {
        var fields = new Dictionary<string, string>();
        Add("", JsonNode.Parse(json));
        return fields;

        void Add(string path, JsonNode? node)
        {
            if (node is JsonObject parts)
            {
                foreach (var (name, part) in parts)
                    Add(path.Length == 0 ? name : $"{path}.{name}", part);
            }
            else
            {
                fields.Add(path, node?.ToJsonString() ?? "null");
            }
        }
    }
}
