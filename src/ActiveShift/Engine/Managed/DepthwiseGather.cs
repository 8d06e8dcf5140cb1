using System.Numerics;

namespace ActiveShift.Engine.Managed;

/// <summary>A 3×3 depthwise convolution in the shift's place: what the paper compares the shift with.</summary>
internal static unsafe class DepthwiseGather
{
    private const int Size = 3;

    public static void Run(in GatherArgs args, Tap tap, float* y)
    {
        int lanes = Vector<float>.Count, width = args.OutputWidth;
        if (args.Stride > 1)
        {
            PixelByPixel(args, tap, y);
            return;
        }
        for (int column = 0; column < width; column += lanes)
        {
            if (column + lanes > width)
                column = Math.Max(width - lanes, 0);
            Down(args, tap, column, y + column);
        }
    }

    private static void Down(in GatherArgs args, Tap tap, int column, float* y)
    {
        var source = args.SourceOf(tap);
        long first = (long)column + tap.Column;
        var left = new ColumnWindow(first, source.Width);
        var middle = new ColumnWindow(first + 1, source.Width);
        var right = new ColumnWindow(first + 2, source.Width);
        bool any = left.Any || middle.Any || right.Any;
        for (int r = args.RowBegin; r < args.RowEnd; r++, y += args.OutputWidth)
        {
            var rows = source.Walk(tap.Channel, (long)r + tap.Row);
            var sum = Vector.Create(tap.Window[Size * Size]);
            for (int i = 0; i < Size; i++, rows.Down(1))
            {
                float* row = rows.Current;
                if (row is null || !any)
                    continue;
                float* x = row + first;
                sum = Vector.MultiplyAddEstimate(left.Load(x), Vector.Create(tap.Window[Size * i]), sum);
                sum = Vector.MultiplyAddEstimate(middle.Load(x + 1), Vector.Create(tap.Window[(Size * i) + 1]), sum);
                sum = Vector.MultiplyAddEstimate(right.Load(x + 2), Vector.Create(tap.Window[(Size * i) + 2]), sum);
            }
            (tap.Rectifies ? Rectifier.Relu(sum) : sum).Store(y);
        }
    }

    private static void PixelByPixel(in GatherArgs args, Tap tap, float* y)
    {
        var source = args.SourceOf(tap);
        for (int r = args.RowBegin; r < args.RowEnd; r++)
        {
            for (int j = 0; j < args.OutputWidth; j++)
            {
                long first = ((long)j * args.Stride) + tap.Column;
                var rows = source.Walk(tap.Channel, ((long)r * args.Stride) + tap.Row);
                float sum = tap.Window[Size * Size];
                for (int i = 0; i < Size * Size; i++)
                {
                    if (i is Size or 2 * Size)
                        rows.Down(1);
                    float* row = rows.Current;
                    long column = first + (i % Size);
                    if (row is not null && column >= 0 && column < source.Width)
                        sum = float.MultiplyAddEstimate(row[column], tap.Window[i], sum);
                }
                *y++ = tap.Rectifies && !(sum > 0) ? 0 : sum;
            }
        }
    }
}
