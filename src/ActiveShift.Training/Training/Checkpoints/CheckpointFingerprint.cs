using System.Text.Json.Nodes;

namespace ActiveShift.Training;

/// <summary>
/// What a run is of, as JSON: the network, the options, the sets, the initial weights. A checkpoint fits a run where all of it is the same.
/// </summary>
internal static class CheckpointFingerprint
{
    private const string VersionField = "version";
    private const string Absent = "absent";

    /// <summary>To be raised when the same training would be written otherwise, and when the default of an option changes, which is not written.</summary>
    public const int Version = 2;

    public static string Of(TrainingTask task, TrainingOptions options)
    {
        var fingerprint = new JsonObject
        {
            [VersionField] = Version,
            ["network"] = Network(task.Spec),
            ["options"] = FingerprintOptions.Changed(options),
            ["training"] = Images(task.Training),
            ["validation"] = task.Validation is null ? null : Images(task.Validation),
            ["initialWeights"] = task.InitialWeights is null ? null : CheckpointDigest.OfWeights(task.InitialWeights),
        };
        // Only where there is one, so that a checkpoint from before there were teachers still fits.
        if (CheckpointDigest.OfTeacher(task.Training) is { } teacher)
            fingerprint["teacher"] = teacher;
        return fingerprint.ToJsonString();
    }

    /// <summary>Makes sure that a checkpoint is of this run.</summary>
    /// <param name="file">Where it comes from, for the message.</param>
    /// <param name="seen">Its fingerprint.</param>
    /// <param name="expected">That of this run.</param>
    /// <exception cref="InvalidDataException">It is of another run, and the message says in what; or it is no fingerprint.</exception>
    public static void Check(string file, string seen, string expected)
    {
        var (theirs, ours) = (FingerprintFields.Read(file, seen), FingerprintFields.Read(file, expected));
        string version = theirs.GetValueOrDefault(VersionField, Absent);
        if (version != ours[VersionField])
        {
            throw new InvalidDataException(
                $"Checkpoint '{file}' is of another version of ActiveShift.ML: the version of its fingerprint is {version}; expected {ours[VersionField]}. " +
                "Go on with that version, or begin anew.");
        }
        var defaults = FingerprintFields.Read(file, new JsonObject { ["options"] = FingerprintOptions.Defaults() }.ToJsonString());
        foreach (string field in ours.Keys.Union(theirs.Keys))
        {
            string missing = defaults.GetValueOrDefault(field, Absent);
            string their = theirs.GetValueOrDefault(field, missing);
            string our = ours.GetValueOrDefault(field, missing);
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
        ["stem"] = new JsonObject { ["width"] = spec.Stem.Width, ["stride"] = spec.Stem.Stride },
        ["stages"] = new JsonArray([.. spec.Stages.Select(stage => new JsonArray([.. stage.Select(Block)]))]),
    };

    private static JsonObject Block(BlockSpec block) => new()
    {
        ["input"] = block.InputWidth,
        ["middle"] = block.MiddleWidth,
        ["output"] = block.OutputWidth,
        ["stride"] = block.Stride,
        ["spatial"] = block.Spatial.ToString(),
    };

    private static JsonObject Images(IImageSet images) => new() { ["images"] = images.Count, ["labels"] = CheckpointDigest.OfLabels(images) };
}
