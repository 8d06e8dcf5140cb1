using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>
/// A matrix of weights of 8 bits, which reads bytes and sums in whole numbers. Weights and bytes are held as floats: a
/// sum of products of at most 512 inputs stays below 2^24, where floats are exact, and longer ones are summed in parts.
/// </summary>
/// <remarks>
/// The sums are those of the native engine, and so is what follows them: its bits, where it has weights of 8 bits.
/// </remarks>
internal sealed unsafe class ByteDense : Dense
{
    /// <summary>The largest weight in magnitude.</summary>
    public const int LargestWeight = 127;

    /// <summary>512 · 255 · 127 is 16,581,120; 2^24 is 16,777,216.</summary>
    private const int ExactInputs = 512;

    private readonly int[] _firstSum;
    private readonly float[] _multiplier;
    private readonly float[]? _offset, _scale, _shift;
    private readonly bool _givesBytes;

    /// <param name="weights">[outputs][inputs], whole numbers.</param>
    /// <param name="outputs">What is known of each output, in order.</param>
    /// <param name="givesBytes">Whether outputs are rounded to bytes.</param>
    public ByteDense(float[][] weights, RoundedOutput[] outputs, bool givesBytes)
        : base(weights.Length, weights[0].Length, (row, i) => weights[row][i])
    {
        _firstSum = [.. outputs.Select(output => output.FirstSum)];
        _multiplier = [.. outputs.Select(output => output.Multiplier)];
        _offset = Values(output => output.Offset);
        _scale = Values(output => output.Scale);
        _shift = Values(output => output.Shift);
        _givesBytes = givesBytes;

        float[]? Values(Func<RoundedOutput, float?> value) =>
            value(outputs[0]) is null ? null : [.. outputs.Select(output => value(output)!.Value)];
    }

    protected override void Multiply(in ProductArgs args, int block, in Tile tile)
    {
        int first = block * MicroKernel.Rows, rows = Math.Min(MicroKernel.Rows, Outputs - first);
        for (int m = 0; m < rows; m++)
            new Span<int>(tile.Totals + (m * tile.Length), tile.Length).Fill(_firstSum[first + m]);
        for (int input = 0; input < Inputs; input += ExactInputs)
        {
            new Span<float>(tile.Sums, MicroKernel.Rows * tile.Length).Clear();
            MicroKernel.Add(
                tile.Vectors, Block(block) + (input * MicroKernel.Rows), Math.Min(ExactInputs, Inputs - input),
                args.X + (args.XLd * input) + tile.Column, (nint)args.XLd, tile.Sums);
            for (int at = 0; at < rows * tile.Length; at += Vector<float>.Count)
            {
                var sum = Vector.ConvertToInt32Native(Vector.Load(tile.Sums + at));
                (Vector.Load(tile.Totals + at) + sum).Store(tile.Totals + at);
            }
        }
        for (int m = 0; m < rows; m++)
            Finish(args, first + m, tile.Totals + (m * tile.Length), tile);
    }

    private void Finish(in ProductArgs args, int row, int* totals, in Tile tile)
    {
        float* residual = args.Residual is null ? null : args.Residual + (args.RawLd * row) + tile.Column;
        float* raw = args.Raw is null ? null : args.Raw + (args.RawLd * row) + tile.Column;
        float* y = args.Y + (args.YLd * row) + tile.Column;
        var multiplier = Vector.Create(_multiplier[row]);
        var offset = Vector.Create(_offset is null ? 0 : _offset[row]);
        for (int at = 0; at < tile.Length; at += Vector<float>.Count)
        {
            var sum = Vector.ConvertToSingle(Vector.Load(totals + at));
            var added = residual is null ? offset : Vector.Load(residual + at);
            var value = Vector.MultiplyAddEstimate(sum, multiplier, added);
            if (raw is not null)
                tile.Store(raw, at, value);
            if (_scale is not null)
                value = Vector.MultiplyAddEstimate(value, Vector.Create(_scale[row]), Vector.Create(_shift![row]));
            tile.Store(y, at, _givesBytes ? Rectifier.ToByte(value) : Rectifier.Relu(value));
        }
    }
}
