using ActiveShift.Fuzz.Mutation;
using Microsoft.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>A file of CIFAR-10's or CIFAR-100's records.</summary>
internal sealed class CifarTarget(string folder) : FuzzTarget
{
    private const int RecordLength = 3073;

    private readonly ByteMutation _bytes = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly string _file = Path.Combine(folder, "records.bin");

    public override IEnumerable<byte[]> Seeds()
    {
        yield return new byte[2 * RecordLength];
        yield return new byte[RecordLength + 1];
        yield return [];
    }

    /// <summary>A record's label is what can be wrong in it; the rest are pixels.</summary>
    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        if (random.Next(2) == 0 || input.Length < RecordLength)
            return _bytes.Alter(input, other, random);
        byte[] altered = [.. input];
        altered[RecordLength * random.Next(input.Length / RecordLength)] = (byte)random.Next(256);
        return altered;
    }

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        int classes = input.Length % RecordLength == 0 ? 10 : 100;
        RowReader.ReadAll(_context.Data.LoadCifar(_file, classes));
    }
}
