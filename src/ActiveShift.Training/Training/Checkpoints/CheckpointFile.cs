using System.Text.Json;

namespace ActiveShift.Training;

/// <summary>Checkpoints on disk: safetensors, with the rest as JSON in the metadata and a SHA-256 of everything.</summary>
internal static class CheckpointFile
{
    private const string Format = "activeshift-checkpoint-1";
    private const string FormatKey = "format";
    private const string FingerprintKey = "fingerprint";
    private const string ProgressKey = "progress";
    private const string DigestKey = "sha256";

    /// <summary>Replaces a file in one go: a process that dies meanwhile leaves the old one, and a temporary one that the next write replaces.</summary>
    public static void Write(string path, Checkpoint checkpoint)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [FingerprintKey] = checkpoint.Fingerprint,
            [ProgressKey] = JsonSerializer.Serialize(checkpoint.Progress, CheckpointJson.Options),
        };
        metadata[DigestKey] = CheckpointDigest.Of(metadata, checkpoint.Tensors);
        string temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
        {
            SafetensorsWriter.Write(stream, checkpoint.Tensors, metadata);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">The file is no checkpoint, or damaged.</exception>
    public static Checkpoint Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var tensors = SafetensorsReader.Read(stream, stream.Length, out var metadata);
            return Parse(metadata, [.. tensors.Select(t => (t.Key, t.Value.Shape, (ReadOnlyMemory<float>)t.Value.Values))]);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"'{path}' is not a checkpoint, or damaged: {error.Message}", error);
        }
    }

    private static Checkpoint Parse(
        IReadOnlyDictionary<string, string> metadata, IReadOnlyList<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> tensors)
    {
        string format = Field(FormatKey);
        if (format != Format)
            throw new InvalidDataException($"The field '{FormatKey}' is '{format}'; expected '{Format}'.");
        string seen = Field(DigestKey);
        string expected = CheckpointDigest.Of(new SortedDictionary<string, string>(
            metadata.Where(pair => pair.Key != DigestKey).ToDictionary(), StringComparer.Ordinal), tensors);
        if (seen != expected)
            throw new InvalidDataException($"The field '{DigestKey}' is '{seen}'; the content has {expected}.");
        var progress = JsonSerializer.Deserialize<TrainingProgress>(Field(ProgressKey), CheckpointJson.Options)
            ?? throw new InvalidDataException($"The field '{ProgressKey}' is null; expected an object.");
        return new Checkpoint(Field(FingerprintKey), progress, tensors);

        string Field(string name) =>
            metadata.TryGetValue(name, out string? value) ? value : throw new InvalidDataException($"The field '{name}' is missing.");
    }
}
