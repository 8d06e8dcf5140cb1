using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What the shifts of a network have come to, in pixels of their stage's resolution; 0 where no shift is trained.</summary>
/// <param name="Mean">Mean of |α| and |β| over the channels of each stage.</param>
/// <param name="Maximum">The largest |α| or |β| of each stage.</param>
internal readonly record struct ShiftSummary(IReadOnlyList<double> Mean, IReadOnlyList<double> Maximum)
{
    public static ShiftSummary Of(AsResNet network)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var stages = network.Shifts.Select(Summarize).ToList();
        return new([.. stages.Select(stage => stage.Mean)], [.. stages.Select(stage => stage.Maximum)]);
    }

    private static (double Mean, double Maximum) Summarize(IEnumerable<ActiveShiftLayer> stage)
    {
        Tensor[] shifts = [.. stage.SelectMany(layer => new[] { layer.Alpha, layer.Beta })];
        if (shifts.Length == 0)
            return (0, 0);
        double sum = 0;
        double maximum = 0;
        // In one copy from wherever they are.
        var values = TensorMemory.Span(cat(shifts).cpu());
        foreach (float value in values)
        {
            sum += Math.Abs(value);
            maximum = Math.Max(maximum, Math.Abs(value));
        }
        return (sum / values.Length, maximum);
    }
}
