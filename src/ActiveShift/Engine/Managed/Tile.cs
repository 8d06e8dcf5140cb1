using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>Some columns of a product, and memory for the sums of one block of outputs at them.</summary>
/// <param name="column">The first column.</param>
/// <param name="vectors">Vectors, the last of which may reach past the columns.</param>
/// <param name="count">Columns.</param>
/// <param name="scratch">Two tiles of sums.</param>
internal readonly unsafe struct Tile(long column, int vectors, int count, float* scratch)
{
    public long Column => column;

    public int Vectors => vectors;

    /// <summary>[<see cref="MicroKernel.Rows"/>][<see cref="Length"/>].</summary>
    public float* Sums => scratch;

    /// <summary>As much memory again, for sums of integers.</summary>
    public int* Totals => (int*)(scratch + MicroKernel.TileLength);

    /// <summary>Floats of a row of sums.</summary>
    public int Length => vectors * Vector<float>.Count;

    /// <summary>Writes one vector of a row of outputs, but for what lies past the columns.</summary>
    /// <param name="row">Where the first column of the tile goes.</param>
    /// <param name="at">Where in the row of sums the vector begins.</param>
    /// <param name="value">The vector.</param>
    public void Store(float* row, int at, Vector<float> value)
    {
        int lanes = count - at;
        if (lanes >= Vector<float>.Count)
        {
            value.Store(row + at);
            return;
        }
        for (int i = 0; i < lanes; i++)
            row[at + i] = value[i];
    }
}
