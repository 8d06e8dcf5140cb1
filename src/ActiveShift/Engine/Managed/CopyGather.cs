namespace ActiveShift.Engine.Managed;

/// <summary>A channel shifted by whole pixels: rows are copied, and what comes from outside the image is 0.</summary>
internal static unsafe class CopyGather
{
    public static void Run(in GatherArgs args, Tap tap, float* y)
    {
        int width = args.OutputWidth, stride = args.Stride;
        var source = args.SourceOf(tap);
        var (begin, end) = Inside(tap.Column, stride, source.Width, width);
        var rows = source.Walk(tap.Channel, ((long)args.RowBegin * stride) + tap.Row);
        for (int r = args.RowBegin; r < args.RowEnd; r++, rows.Down(stride), y += width)
        {
            float* row = rows.Current;
            if (row is null || begin == end)
            {
                new Span<float>(y, width).Clear();
                continue;
            }
            new Span<float>(y, begin).Clear();
            float* x = row + tap.Column + ((long)begin * stride);
            if (stride == 1)
            {
                new ReadOnlySpan<float>(x, end - begin).CopyTo(new Span<float>(y + begin, end - begin));
            }
            else
            {
                for (int j = begin; j < end; j++, x += stride)
                    y[j] = *x;
            }
            new Span<float>(y + end, width - end).Clear();
        }
    }

    /// <summary>The outputs j, begin to before end, for which first + j · stride is a column of the image.</summary>
    /// <param name="first">The column that output 0 reads.</param>
    /// <param name="stride">At least 1.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="outputs">How many there are.</param>
    public static (int Begin, int End) Inside(long first, int stride, int width, int outputs)
    {
        long begin = first >= 0 ? 0 : (-first + stride - 1) / stride;
        long end = first >= width ? 0 : ((width - 1 - first) / stride) + 1;
        begin = Math.Min(begin, outputs);
        return ((int)begin, (int)Math.Clamp(end, begin, outputs));
    }
}
