using ActiveShift.Fuzz.Mutation;
using Microsoft.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>A whole model, as <c>mlContext.Model.Load</c> reads it. The entries of ML.NET itself are left as they are.</summary>
internal sealed class ModelArchiveTarget : FuzzTarget
{
    private readonly ByteMutation _bytes = new();
    private readonly MLContext _context = new(seed: 1);

    public override IEnumerable<byte[]> Seeds() => TinyModel.Archives();

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        var archive = new ModelArchiveBytes(input);
        var from = new ModelArchiveBytes(other);
        switch (random.Next(4))
        {
            case 0:
                archive.Header = _bytes.Alter(archive.Header, from.Header, random);
                break;
            case 1:
                archive.Weights = SafetensorsBytes.Alter(archive.Weights, from.Weights, random);
                break;
            default:
                archive.Description = JsonMutation.Alter(archive.Description, from.Description, random);
                break;
        }
        if (random.Next(16) > 0)
            archive.FixDigests();
        return archive.ToArray();
    }

    public override void Read(byte[] input) => (_context.Model.Load(new MemoryStream(input, writable: false), out _) as IDisposable)?.Dispose();

    /// <summary>ML.NET refuses a header by a <see cref="FormatException"/>.</summary>
    public override bool Promises(Exception e) => e is InvalidDataException or FormatException;
}
