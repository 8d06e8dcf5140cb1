namespace ActiveShift.Engine.Managed;

/// <summary>
/// From float32 to 8 bits: weights and units, by the statistics of the activations, as the native engine has them.
/// </summary>
/// <remarks>
/// Every channel of an activation has its own unit. Where a product reads it, the unit moves into that input's weights;
/// then every output has its own unit too, so that its largest weight is the largest there is.
/// </remarks>
internal static class Quantizer
{
    /// <param name="stages">The network in float32.</param>
    /// <param name="statistics">Of its activations.</param>
    public static IReadOnlyList<Stage> Round(IReadOnlyList<Stage> stages, ActivationStatistics statistics)
    {
        ReadOnlySpan<float> largest = statistics.Largest, mean = statistics.Mean;
        float[] input = [];
        ReadOnlySpan<float> inputMean = default;
        var rounded = new List<Stage>();
        foreach (var stage in stages)
        {
            float[] middle = ByteInputs.UnitsOf(largest[..stage.MiddleWidth]);
            largest = largest[stage.MiddleWidth..];
            int outputs = stage.Second.Outputs;
            float[] output = ByteInputs.UnitsOf(largest[..outputs]);
            largest = largest[outputs..];
            var second = (FloatDense)stage.Second;
            if (stage.First is null)
            {
                // The stem reads the image, which is no bytes; its outputs are.
                rounded.Add(stage with { Second = second.Rounding([.. output.Select(unit => 1 / unit)]) });
            }
            else
            {
                bool isLast = rounded.Count + 1 == stages.Count;
                rounded.Add(stage with
                {
                    First = Round((FloatDense)stage.First, Inputs(input, inputMean), middle),
                    Taps = [.. stage.Taps.Select(
                        tap => tap.Kind == TapKind.Bilinear ? tap with { Kind = TapKind.BilinearBytes } : tap)],
                    Second = Round(second, Read(stage, middle, input, mean), isLast ? null : output),
                });
                mean = mean[second.Inputs..];
            }
            input = output;
            inputMean = mean[..outputs];
            mean = mean[outputs..];
        }
        return rounded;
    }

    private static ByteInputs Inputs(float[] units, ReadOnlySpan<float> means)
    {
        var inputs = new ByteInputs();
        inputs.Append(units, means);
        return inputs;
    }

    /// <summary>What a second convolution reads: what was shifted, then the shortcut's input.</summary>
    private static ByteInputs Read(Stage stage, float[] middle, float[] input, ReadOnlySpan<float> mean)
    {
        var inputs = Inputs(middle, mean);
        if (stage.Second.Inputs > stage.MiddleWidth)
            inputs.Append(input, mean[stage.MiddleWidth..]);
        return inputs;
    }

    /// <param name="dense">The matrix in float32.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="outputUnits">What its outputs are rounded to; null where they stay floats.</param>
    private static ByteDense Round(FloatDense dense, ByteInputs inputs, float[]? outputUnits)
    {
        float[][] weights = new float[dense.Outputs][];
        var outputs = new RoundedOutput[dense.Outputs];
        for (int row = 0; row < weights.Length; row++)
        {
            float[] values = [.. Enumerable.Range(0, dense.Inputs).Select(i => dense[row, i] * inputs.Units[i])];
            float largest = values.Max(Math.Abs);
            float unit = largest > 0 ? largest / ByteDense.LargestWeight : 1;
            double lost = 0;
            for (int i = 0; i < values.Length; i++)
            {
                float exact = values[i] / unit;
                values[i] = MathF.Round(exact);
                lost += ((double)exact - values[i]) * inputs.Means[i];
            }
            weights[row] = values;
            // A scale comes after the sums that the next shortcut needs as they are; the output's unit goes with
            // whichever is last.
            float perUnit = outputUnits is null ? 1 : 1 / outputUnits[row];
            outputs[row] = new RoundedOutput(
                // What rounding the weights takes from the sum on average is put back: ReLUs make means, and the errors
                // would add up.
                FirstSum: (int)Math.Round(lost),
                Multiplier: unit * (dense.Scale is null ? perUnit : 1),
                Offset: dense.Bias?[row] * perUnit,
                Scale: dense.Scale?[row] * perUnit,
                Shift: dense.Shift?[row] * perUnit);
        }
        return new(weights, outputs, givesBytes: outputUnits is not null);
    }
}
