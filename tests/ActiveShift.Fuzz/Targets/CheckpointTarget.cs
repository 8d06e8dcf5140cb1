using System.Text;
using ActiveShift.Fuzz.Mutation;
using ActiveShift.Training;

namespace ActiveShift.Fuzz.Targets;

/// <summary>
/// A checkpoint of a training; its digest is made anew after a change, so that what lies behind it is reached.
/// </summary>
internal sealed class CheckpointTarget(string folder) : FuzzTarget
{
    private const string DigestKey = "sha256";

    private readonly string _file = Path.Combine(folder, "training.checkpoint");

    public override IEnumerable<byte[]> Seeds()
    {
        var weights = Checkpoint.Tensorize(Checkpoint.Weights, TinyNetwork.Weights()).ToArray();
        var finished = new TrainingProgress { Epoch = 3, Batch = 7, Seconds = 1.5, IsFinished = true };
        foreach (var progress in new[] { new TrainingProgress(), finished })
        {
            const string Fingerprint = "{\"version\":2,\"network\":{\"channels\":3},\"options\":{}}";
            CheckpointFile.Write(_file, new Checkpoint(Fingerprint, progress, weights));
            yield return File.ReadAllBytes(_file);
        }
    }

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        if (random.Next(4) == 0)
            return SafetensorsBytes.Alter(input, other, random);
        try
        {
            return AlterMetadata(input, random);
        }
        catch (InvalidDataException)
        {
            return SafetensorsBytes.Alter(input, other, random);
        }
    }

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        var checkpoint = CheckpointFile.Read(_file);
        checkpoint.WeightsOf(Checkpoint.Weights, TinyNetwork.Spec);
        CheckpointFingerprint.Check(_file, checkpoint.Fingerprint, "{\"version\":2}");
    }

    private static byte[] AlterMetadata(byte[] input, Random random)
    {
        var read = SafetensorsReader.Read(new MemoryStream(input, writable: false), input.Length, out var metadata);
        var altered = new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal);
        altered.Remove(DigestKey);
        if (altered.Count > 0)
        {
            string key = altered.Keys.ElementAt(random.Next(altered.Count));
            byte[] json = Encoding.UTF8.GetBytes(altered[key]);
            altered[key] = Encoding.UTF8.GetString(JsonMutation.Alter(json, json, random));
        }
        (string Name, int[] Shape, ReadOnlyMemory<float> Values)[] tensors =
            [.. read.Select(tensor => (tensor.Key, tensor.Value.Shape, (ReadOnlyMemory<float>)tensor.Value.Values))];
        altered[DigestKey] = CheckpointDigest.Of(altered, tensors);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, altered);
        return stream.ToArray();
    }
}
