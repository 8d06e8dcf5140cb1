namespace ActiveShift.Training.Tests.Network;

/// <summary>The forward pass of an AS-ResNet for scoring, in plain C# and float64, from the paper's description alone.</summary>
internal static class ReferenceNetwork
{
    // image: one, [channels, height, width].
    public static double[] Logits(NetworkWeights weights, float[] image)
    {
        var spec = weights.Spec;
        var x = Convolve(new Map(spec.Channels, spec.Height, spec.Width, [.. image.Select(v => (double)v)]), weights["stem.weight"], 3, spec.Stem.Stride);
        for (int s = 0; s < spec.Stages.Count; s++)
        {
            for (int b = 0; b < spec.Stages[s].Count; b++)
                x = Block(weights, $"stages.{s}.blocks.{b}", spec.Stages[s][b], x);
        }
        x = BatchNormRelu(x, weights, "bn");
        double[] pooled = [.. Enumerable.Range(0, x.C).Select(c => Enumerable.Range(0, x.H * x.W).Average(p => x.Values[c * x.H * x.W + p]))];
        double[] logits = new double[spec.Classes];
        for (int k = 0; k < spec.Classes; k++)
        {
            logits[k] = weights["fc.bias"][k];
            for (int c = 0; c < pooled.Length; c++)
                logits[k] += weights["fc.weight"][k * pooled.Length + c] * pooled[c];
        }
        return logits;
    }

    private static Map Block(NetworkWeights weights, string name, BlockSpec block, Map input)
    {
        var activated = BatchNormRelu(input, weights, $"{name}.bn1");
        var x = Convolve(activated, weights[$"{name}.conv1.weight"], 1, 1);
        x = BatchNormRelu(x, weights, $"{name}.bn2");
        x = block.Spatial is SpatialLayer.Depthwise or SpatialLayer.DepthwiseBatchNorm
            ? Depthwise(x, weights[$"{name}.depthwise.weight"], block.Stride)
            : Shift(x, weights[$"{name}.shift.alpha"], weights[$"{name}.shift.beta"], block.Stride);
        if (block.Spatial == SpatialLayer.DepthwiseBatchNorm)
            x = BatchNormRelu(x, weights, $"{name}.bn3");
        x = Convolve(x, weights[$"{name}.conv2.weight"], 1, 1);
        var shortcut = block.Stride != 1 || block.InputWidth != block.OutputWidth
            ? Convolve(activated, weights[$"{name}.shortcut.weight"], 1, block.Stride)
            : input;
        return x with { Values = [.. x.Values.Zip(shortcut.Values, (a, b) => a + b)] };
    }

    private static Map BatchNormRelu(Map x, NetworkWeights weights, string name)
    {
        double[] y = new double[x.Values.Length];
        for (int i = 0; i < y.Length; i++)
        {
            int c = i / (x.H * x.W);
            double scale = weights[$"{name}.weight"][c] / Math.Sqrt(weights[$"{name}.running_var"][c] + 1e-5);
            y[i] = Math.Max(0, (x.Values[i] - weights[$"{name}.running_mean"][c]) * scale + weights[$"{name}.bias"][c]);
        }
        return x with { Values = y };
    }

    private static Map Convolve(Map x, ReadOnlySpan<float> weight, int kernel, int stride)
    {
        int outputs = weight.Length / (x.C * kernel * kernel);
        var y = new Map(outputs, (x.H - 1) / stride + 1, (x.W - 1) / stride + 1, []);
        y = y with { Values = new double[y.C * y.H * y.W] };
        int place = 0;
        for (int d = 0; d < outputs; d++)
        {
            for (int i = 0; i < y.H; i++)
            {
                for (int j = 0; j < y.W; j++, place++)
                {
                    for (int t = 0; t < x.C * kernel * kernel; t++)
                    {
                        int row = i * stride + t / kernel % kernel - kernel / 2, column = j * stride + t % kernel - kernel / 2;
                        y.Values[place] += weight[d * x.C * kernel * kernel + t] * x.At(t / (kernel * kernel), row, column);
                    }
                }
            }
        }
        return y;
    }

    private static Map Depthwise(Map x, ReadOnlySpan<float> weight, int stride)
    {
        var channels = new List<Map>();
        for (int c = 0; c < x.C; c++)
            channels.Add(Convolve(new Map(1, x.H, x.W, x.Values[(c * x.H * x.W)..((c + 1) * x.H * x.W)]), weight[(9 * c)..(9 * c + 9)], 3, stride));
        return channels[0] with { C = x.C, Values = [.. channels.SelectMany(channel => channel.Values)] };
    }

    private static Map Shift(Map x, ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, int stride)
    {
        var y = new Map(x.C, (x.H - 1) / stride + 1, (x.W - 1) / stride + 1, []);
        var values = new List<double>();
        for (int c = 0; c < x.C; c++)
        {
            for (int i = 0; i < y.H; i++)
            {
                for (int j = 0; j < y.W; j++)
                {
                    double row = i * stride + (double)beta[c], column = j * stride + (double)alpha[c], sum = 0;
                    // Every pixel weighs as much as it overlaps the place that is read.
                    for (int r = 0; r < x.H; r++)
                    {
                        for (int k = 0; k < x.W; k++)
                            sum += x.At(c, r, k) * Math.Max(0, 1 - Math.Abs(r - row)) * Math.Max(0, 1 - Math.Abs(k - column));
                    }
                    values.Add(sum);
                }
            }
        }
        return y with { Values = [.. values] };
    }

    private sealed record Map(int C, int H, int W, double[] Values)
    {
        public double At(int c, int row, int column) => row >= 0 && row < H && column >= 0 && column < W ? Values[(c * H + row) * W + column] : 0;
    }
}
