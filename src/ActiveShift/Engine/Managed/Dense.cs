namespace ActiveShift.Engine.Managed;

/// <summary>
/// A 1×1 convolution (or the stem, or the classifier) as a matrix, packed for <see cref="MicroKernel"/>. What follows
/// the sums is done while they are at hand.
/// </summary>
internal abstract unsafe class Dense
{
    private readonly FloatBuffer _weights;

    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="weight">The value at a row and a column.</param>
    protected Dense(int outputs, int inputs, Func<int, int, float> weight)
    {
        Outputs = outputs;
        Inputs = inputs;
        Blocks = (outputs + MicroKernel.Rows - 1) / MicroKernel.Rows;
        // The rows that fill up the last block are 0.
        _weights = new FloatBuffer((long)Blocks * MicroKernel.Rows * inputs);
        for (int row = 0; row < outputs; row++)
        {
            float* first = Block(row / MicroKernel.Rows) + (row % MicroKernel.Rows);
            for (int i = 0; i < inputs; i++)
                first[(long)i * MicroKernel.Rows] = weight(row, i);
        }
    }

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>
    /// How many blocks of <see cref="MicroKernel.Rows"/> outputs there are; threads share a product by them.
    /// </summary>
    public int Blocks { get; }

    /// <summary>Bytes of memory.</summary>
    public virtual long Bytes => _weights.Bytes;

    /// <summary>The value at a row and a column.</summary>
    public float this[int row, int column] =>
        Block(row / MicroKernel.Rows)[((long)column * MicroKernel.Rows) + (row % MicroKernel.Rows)];

    /// <summary>Computes some blocks of outputs.</summary>
    public void Multiply(in ProductArgs args, int blockBegin, int blockEnd)
    {
        float* scratch = stackalloc float[2 * MicroKernel.TileLength];
        int lanes = MicroKernel.Lanes;
        // Columns outermost: what a tile reads of x stays in the first-level cache for all blocks.
        for (long column = 0; column < args.Columns;)
        {
            long left = args.Columns - column;
            int vectors = MicroKernel.Take((left + lanes - 1) / lanes);
            var tile = new Tile(column, vectors, (int)Math.Min(left, vectors * lanes), scratch);
            for (int block = blockBegin; block < blockEnd; block++)
                Multiply(args, block, tile);
            column += vectors * lanes;
        }
        GC.KeepAlive(this);
    }

    /// <summary>Computes one block of outputs at some columns.</summary>
    protected abstract void Multiply(in ProductArgs args, int block, in Tile tile);

    /// <summary>[<see cref="Inputs"/>][<see cref="MicroKernel.Rows"/>].</summary>
    protected float* Block(int block) => _weights.Pointer + ((long)block * MicroKernel.Rows * Inputs);

    /// <summary>Values for each output, 0 for those that fill up the last block.</summary>
    protected FloatBuffer PerOutput(ReadOnlySpan<float> values)
    {
        var buffer = new FloatBuffer((long)Blocks * MicroKernel.Rows);
        values.CopyTo(new Span<float>(buffer.Pointer, values.Length));
        return buffer;
    }
}
