using System.Buffers.Binary;
using ActiveShift.Fuzz.Mutation;
using ActiveShift.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>
/// The two entries of a model, past the digests that stand before them in an archive. An input is the length of the
/// description, the description, the weights.
/// </summary>
internal sealed class ModelEntriesTarget : FuzzTarget
{
    private const int PrefixLength = sizeof(int);

    public override IEnumerable<byte[]> Seeds() => TinyModel.Archives().Select(archive =>
    {
        var entries = new ModelArchiveBytes(archive);
        return Join(entries.Description, entries.Weights);
    });

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        var (description, weights) = Split(input);
        var (otherDescription, otherWeights) = Split(other);
        return random.Next(3) > 0
            ? Join(JsonMutation.Alter(description, otherDescription, random), weights)
            : Join(description, SafetensorsBytes.Alter(weights, otherWeights, random));
    }

    public override void Read(byte[] input)
    {
        var (description, weights) = Split(input);
        ModelEntries.Read(description, weights);
    }

    private static byte[] Join(byte[] description, byte[] weights)
    {
        byte[] prefix = new byte[PrefixLength];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, description.Length);
        return [.. prefix, .. description, .. weights];
    }

    private static (byte[] Description, byte[] Weights) Split(byte[] input)
    {
        int end = PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(input);
        return (input[PrefixLength..end], input[end..]);
    }
}
