namespace ActiveShift.ML;

/// <summary>The shifts of one block.</summary>
/// <param name="Stage">Its stage, from 0.</param>
/// <param name="Block">Its place in the stage, from 0.</param>
/// <param name="Spec">The block.</param>
/// <param name="Alpha">Horizontal shift of each channel, in pixels; positive reads from the right.</param>
/// <param name="Beta">Vertical shift of each channel, in pixels; positive reads from below.</param>
internal sealed record BlockShifts(int Stage, int Block, BlockSpec Spec, float[] Alpha, float[] Beta)
{
    /// <summary>Mean of |α| and |β| over the channels.</summary>
    public double MeanAbsolute => Alpha.Concat(Beta).Average(value => Math.Abs((double)value));

    /// <summary>The largest |α| or |β|.</summary>
    public double MaxAbsolute => Alpha.Concat(Beta).Max(value => Math.Abs((double)value));

    /// <summary>The shifts of every block that has any, trained or fixed, in the order of the network.</summary>
    public static IReadOnlyList<BlockShifts> Of(NetworkWeights weights)
    {
        var all = new List<BlockShifts>();
        for (int s = 0; s < weights.Spec.Stages.Count; s++)
        {
            for (int b = 0; b < weights.Spec.Stages[s].Count; b++)
            {
                string name = NetworkTensors.Block(s, b);
                if (weights.Spec.Stages[s][b].Spatial.IsShift)
                    all.Add(new BlockShifts(s, b, weights.Spec.Stages[s][b], Values($"{name}.shift.alpha"), Values($"{name}.shift.beta")));
            }
        }
        return all;

        float[] Values(string tensor) => weights[tensor].ToArray();
    }
}
