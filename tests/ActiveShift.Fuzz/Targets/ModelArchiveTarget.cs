using ActiveShift.Fuzz.Mutation;
using Microsoft.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>A whole model, as <c>mlContext.Model.Load</c> reads it. What ML.NET itself reads is left alone.</summary>
internal sealed class ModelArchiveTarget : FuzzTarget
{
    private readonly MLContext _context = new(seed: 1);

    public override IEnumerable<byte[]> Seeds() => TinyModel.Archives();

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        var archive = new ModelArchiveBytes(input);
        var from = new ModelArchiveBytes(other);
        if (random.Next(4) == 0)
            archive.Weights = SafetensorsBytes.Alter(archive.Weights, from.Weights, random);
        else
            archive.Description = JsonMutation.Alter(archive.Description, from.Description, random);
        if (random.Next(16) > 0)
            archive.FixDigests();
        return archive.ToArray();
    }

    public override void Read(byte[] input) =>
        (_context.Model.Load(new MemoryStream(input, writable: false), out _) as IDisposable)?.Dispose();
}
