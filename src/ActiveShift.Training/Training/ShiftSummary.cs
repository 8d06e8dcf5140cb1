namespace ActiveShift.Training;

/// <summary>What the shifts of a network have come to.</summary>
internal static class ShiftSummary
{
    /// <summary>Mean of |α| and |β| over the channels of each stage, in pixels; 0 where no shift is trained.</summary>
    public static IReadOnlyList<double> MeanAbsolute(AsResNet network) =>
        [.. network.Shifts.Select(stage => MeanAbsolute([.. stage]))];

    private static double MeanAbsolute(IReadOnlyList<ActiveShiftLayer> stage)
    {
        double sum = 0;
        long count = 0;
        foreach (var shift in stage.SelectMany(layer => new[] { layer.Alpha, layer.Beta }))
        {
            foreach (float value in TensorMemory.Span(shift))
                sum += Math.Abs(value);
            count += shift.numel();
        }
        return count == 0 ? 0 : sum / count;
    }
}
