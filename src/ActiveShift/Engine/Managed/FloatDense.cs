using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>A matrix in float32, with the normalisation and the ReLU that follow it.</summary>
internal sealed unsafe class FloatDense : Dense
{
    private readonly FloatBuffer? _bias, _scale, _shift, _toBytes;
    private readonly bool _rectifies;

    /// <summary>Packs a matrix.</summary>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="weight">The value at a row and a column.</param>
    /// <param name="normalization">The batch normalisation of the outputs; null for none.</param>
    /// <param name="folds">
    /// Whether it is multiplied into the weights; not where the sums themselves are wanted, nor where something is
    /// added to them.
    /// </param>
    public FloatDense(
        int outputs, int inputs, Func<int, int, float> weight, FoldedNormalization? normalization, bool folds)
        : base(outputs, inputs, normalization is not null && folds
            ? (row, i) => (float)(weight(row, i) * normalization.Scale[row])
            : weight)
    {
        _rectifies = true;
        if (normalization is null)
            return;
        float[] shift = [.. normalization.Shift.Select(value => (float)value)];
        if (folds)
        {
            Bias = shift;
            _bias = PerOutput(shift);
            return;
        }
        Scale = [.. normalization.Scale.Select(value => (float)value)];
        Shift = shift;
        _scale = PerOutput(Scale);
        _shift = PerOutput(Shift);
    }

    /// <summary>Packs the classifier, whose sums are the outputs.</summary>
    public FloatDense(int outputs, int inputs, Func<int, int, float> weight, float[] bias)
        : base(outputs, inputs, weight)
    {
        Bias = bias;
        _bias = PerOutput(bias);
    }

    /// <summary>The same matrix, whose outputs are multiplied by these numbers and rounded to bytes.</summary>
    private FloatDense(FloatDense dense, float[] toBytes)
        : base(dense.Outputs, dense.Inputs, (row, i) => dense[row, i])
    {
        (_rectifies, Bias, Scale, Shift) = (dense._rectifies, dense.Bias, dense.Scale, dense.Shift);
        (_bias, _scale, _shift) = (dense._bias, dense._scale, dense._shift);
        _toBytes = PerOutput(toBytes);
    }

    /// <summary>What the sums start from; null for 0.</summary>
    public float[]? Bias { get; }

    /// <summary>What the sums are multiplied by, once they were written; null for nothing.</summary>
    public float[]? Scale { get; }

    /// <summary>What is added then, where there is a <see cref="Scale"/>.</summary>
    public float[]? Shift { get; }

    public override long Bytes =>
        base.Bytes + (_bias?.Bytes ?? 0) + (_scale?.Bytes ?? 0) + (_shift?.Bytes ?? 0) + (_toBytes?.Bytes ?? 0);

    /// <summary>The same matrix, whose outputs are multiplied by these numbers and rounded to bytes.</summary>
    public FloatDense Rounding(float[] toBytes) => new(this, toBytes);

    protected override void Multiply(in ProductArgs args, int block, in Tile tile)
    {
        int first = block * MicroKernel.Rows;
        Start(args, first, tile);
        MicroKernel.Add(tile.Vectors, Block(block), Inputs, args.X + tile.Column, (nint)args.XLd, tile.Sums);
        for (int m = 0; m < Math.Min(MicroKernel.Rows, Outputs - first); m++)
            Finish(args, first + m, tile.Sums + (m * tile.Length), tile);
    }

    private void Start(in ProductArgs args, int first, in Tile tile)
    {
        for (int m = 0; m < MicroKernel.Rows; m++)
        {
            int row = first + m;
            float* sums = tile.Sums + (m * tile.Length);
            bool adds = args.Residual is not null && row < Outputs;
            float* residual = adds ? args.Residual + (args.RawLd * row) + tile.Column : null;
            var start = Vector.Create(_bias is null ? 0 : _bias.Pointer[row]);
            for (int at = 0; at < tile.Length; at += Vector<float>.Count)
                (residual is null ? start : Vector.Load(residual + at)).Store(sums + at);
        }
    }

    private void Finish(in ProductArgs args, int row, float* sums, in Tile tile)
    {
        float* raw = args.Raw is null ? null : args.Raw + (args.RawLd * row) + tile.Column;
        float* y = args.Y + (args.YLd * row) + tile.Column;
        var scale = Vector.Create(_scale is null ? 1 : _scale.Pointer[row]);
        var shift = Vector.Create(_shift is null ? 0 : _shift.Pointer[row]);
        for (int at = 0; at < tile.Length; at += Vector<float>.Count)
        {
            var value = Vector.Load(sums + at);
            if (raw is not null)
                tile.Store(raw, at, value);
            if (_scale is not null)
                value = Vector.MultiplyAddEstimate(value, scale, shift);
            if (_rectifies)
                value = Rectifier.Relu(value);
            if (_toBytes is not null)
                value = Rectifier.ToByte(value * Vector.Create(_toBytes.Pointer[row]));
            tile.Store(y, at, value);
        }
    }
}
