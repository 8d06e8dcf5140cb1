namespace ActiveShift.Engine.Managed;

/// <summary>
/// Packs the matrix that a convolution reads: every row is one channel, shifted and strided. The 3×3 stem and the
/// strided shortcut are the same thing with whole shifts.
/// </summary>
internal static unsafe class Gather
{
    /// <summary>Packs some rows of the matrix.</summary>
    public static void Run(in GatherArgs args, int tapBegin, int tapEnd)
    {
        for (int k = tapBegin; k < tapEnd; k++)
        {
            var tap = args.Taps[k];
            float* y = args.Output + (args.Ld * k);
            switch (tap.Kind)
            {
                case TapKind.Zero:
                    new Span<float>(y, (args.RowEnd - args.RowBegin) * args.OutputWidth).Clear();
                    break;
                case TapKind.Depthwise:
                    DepthwiseGather.Run(args, tap, y);
                    break;
                case TapKind.BilinearBytes:
                    Interpolate(args, tap, new ByteBlend(tap), y);
                    break;
                case TapKind.Bilinear:
                    Interpolate(args, tap, new FloatBlend(tap), y);
                    break;
                default:
                    CopyGather.Run(args, tap, y);
                    break;
            }
        }
    }

    private static void Interpolate<TBlend>(in GatherArgs args, Tap tap, TBlend blend, float* y)
        where TBlend : struct, IBlend
    {
        if (args.Stride == 1)
            BlendGather<TBlend>.Run(args, tap, blend, y);
        else
            StridedBlendGather<TBlend>.Run(args, tap, blend, y);
    }
}
