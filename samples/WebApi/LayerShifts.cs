using System.Globalization;
using ActiveShift;

namespace WebApi;

/// <summary>The shifts of one block.</summary>
/// <param name="Name">The block, as "stage 1, block 2".</param>
/// <param name="Alpha">Horizontal shift of each channel, in pixels; positive reads from the right.</param>
/// <param name="Beta">Vertical shift of each channel, in pixels; positive reads from below.</param>
internal sealed record LayerShifts(string Name, float[] Alpha, float[] Beta)
{
    public int Count => Alpha.Length;

    public double MeanAbsolute => Alpha.Concat(Beta).Average(shift => Math.Abs((double)shift));

    public double MaxAbsolute => Alpha.Concat(Beta).Max(shift => Math.Abs((double)shift));

    /// <summary>The blocks that have shifts, in the order of the network.</summary>
    public static IReadOnlyList<LayerShifts> Of(NetworkWeights weights)
    {
        const string horizontal = ".shift.alpha";
        const string vertical = ".shift.beta";
        return [.. weights.Spec.Tensors
            .Where(tensor => tensor.Name.EndsWith(horizontal, StringComparison.Ordinal))
            .Select(tensor => tensor.Name[..^horizontal.Length])
            .Select(block => new LayerShifts(Title(block), weights[block + horizontal].ToArray(), weights[block + vertical].ToArray()))];
    }

    /// <summary>"stages.0.blocks.1" counts from 0, people from 1.</summary>
    private static string Title(string block)
    {
        string[] parts = block.Split('.');
        int stage = int.Parse(parts[1], CultureInfo.InvariantCulture) + 1;
        int place = int.Parse(parts[3], CultureInfo.InvariantCulture) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"stage {stage}, block {place}");
    }
}
