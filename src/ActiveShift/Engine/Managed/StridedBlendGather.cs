namespace ActiveShift.Engine.Managed;

/// <summary>A channel shifted with interpolation at a stride above 1, pixel by pixel.</summary>
internal static unsafe class StridedBlendGather<TBlend>
    where TBlend : struct, IBlend
{
    public static void Run(in GatherArgs args, Tap tap, TBlend blend, float* y)
    {
        int width = args.OutputWidth, stride = args.Stride;
        var source = args.SourceOf(tap);
        var both = Both(tap.Column, stride, source.Width, width);
        var rows = source.Walk(tap.Channel, ((long)args.RowBegin * stride) + tap.Row);
        for (int r = args.RowBegin; r < args.RowEnd; r++, y += width)
        {
            float* upper = rows.Current;
            rows.Down(1);
            float* lower = tap.Bottom == 0 ? null : rows.Current;
            rows.Down(stride - 1);
            for (int j = 0; j < both.Begin; j++)
                y[j] = AtBorder(upper, lower, tap, source.Width, j * (long)stride, blend);
            Inside(upper, lower, tap, stride, both, blend, y);
            for (int j = both.End; j < width; j++)
                y[j] = AtBorder(upper, lower, tap, source.Width, j * (long)stride, blend);
        }
    }

    /// <summary>The outputs of which both columns lie inside the image.</summary>
    private static (int Begin, int End) Both(int column, int stride, int width, int outputs)
    {
        int begin = CopyGather.Inside(column, stride, width, outputs).Begin;
        return (begin, Math.Max(begin, CopyGather.Inside(column + 1L, stride, width, outputs).End));
    }

    private static void Inside(
        float* upper, float* lower, Tap tap, int stride, (int Begin, int End) outputs, TBlend blend, float* y)
    {
        // A neighbour of weight 0 takes no part: beside infinity it would make NaN.
        bool oneColumn = tap.Right == 0;
        long at = tap.Column + ((long)outputs.Begin * stride);
        for (int j = outputs.Begin; j < outputs.End; j++, at += stride)
        {
            float above = upper is null ? 0 : blend.Along(upper[at], oneColumn ? 0 : upper[at + 1]);
            float below = lower is null ? 0 : blend.Along(lower[at], oneColumn ? 0 : lower[at + 1]);
            y[j] = blend.Down(above, below);
        }
    }

    private static float AtBorder(float* upper, float* lower, Tap tap, int width, long offset, TBlend blend)
    {
        long at = tap.Column + offset;
        return blend.Down(Along(upper), Along(lower));

        float Along(float* row) => blend.Along(Pixel(row, at), tap.Right == 0 ? 0 : Pixel(row, at + 1));

        float Pixel(float* row, long column) => row is null || column < 0 || column >= width ? 0 : row[column];
    }
}
