using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>A channel shifted with interpolation at stride 1, in vectors that go down the rows.</summary>
/// <remarks>The lower row of one output is the upper row of the next, so that an output costs two loads.</remarks>
internal static unsafe class BlendGather<TBlend>
    where TBlend : struct, IBlend
{
    public static void Run(in GatherArgs args, Tap tap, TBlend blend, float* y)
    {
        int lanes = Vector<float>.Count, width = args.OutputWidth;
        // The last vector of a row is moved left to end with the row; where a row is narrower than a vector, the next
        // row overwrites the surplus.
        for (int column = 0; column < width; column += lanes)
        {
            if (column + lanes > width)
                column = Math.Max(width - lanes, 0);
            Down(args, tap, blend, column, y + column);
        }
    }

    private static void Down(in GatherArgs args, Tap tap, TBlend blend, int column, float* y)
    {
        var source = args.SourceOf(tap);
        long first = (long)column + tap.Column;
        var columns = new Pair(first, source.Width, tap.Right == 0);
        var rows = source.Walk(tap.Channel, (long)args.RowBegin + tap.Row);
        // A neighbour of weight 0 takes no part: beside infinity it would make NaN.
        bool oneRow = tap.Bottom == 0;
        var upper = columns.Load(rows.Current, blend);
        for (int r = args.RowBegin; r < args.RowEnd; r++, y += args.OutputWidth)
        {
            rows.Down(1);
            var lower = columns.Load(rows.Current, blend);
            blend.Down(upper, oneRow ? Vector<float>.Zero : lower).Store(y);
            upper = lower;
        }
    }

    /// <summary>A vector's columns and their right neighbours.</summary>
    private readonly struct Pair(long first, int width, bool oneColumn)
    {
        private readonly ColumnWindow _left = new(first, width);
        private readonly ColumnWindow _right = oneColumn ? new(first, 0) : new(first + 1, width);

        public Vector<float> Load(float* row, TBlend blend)
        {
            if (row is null || !(_left.Any || _right.Any))
                return Vector<float>.Zero;
            float* x = row + first;
            return blend.Along(_left.Load(x), _right.Load(x + 1));
        }
    }
}
