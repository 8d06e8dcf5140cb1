namespace ActiveShift.Tests.Engine;

/// <summary>
/// The network in float64, layer by layer as the paper describes it: the definition that the engine is held against, written without
/// regard to speed and sharing nothing with it.
/// </summary>
internal static class ReferenceNetwork
{
    private const double Epsilon = 1e-5;

    /// <summary>Logits of one image [channels, height, width].</summary>
    public static double[] Run(NetworkWeights weights, ReadOnlySpan<float> image) => Run(weights, image, null);

    /// <summary>The same, with every activation shown to an observer.</summary>
    public static double[] Run(NetworkWeights weights, ReadOnlySpan<float> image, ReferenceStatistics? statistics)
    {
        var spec = weights.Spec;
        double[] pixels = new double[image.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = image[i];
        var x = Stem(new(spec.Channels, spec.Height, spec.Width, pixels), weights["stem.weight"], spec.Stem);
        for (int s = 0; s < spec.Stages.Count; s++)
        {
            for (int b = 0; b < spec.Stages[s].Count; b++)
                x = Block(x, spec.Stages[s][b], weights, $"stages.{s}.blocks.{b}", statistics);
        }
        x = NormaliseAndRectify(x, weights, "bn");
        statistics?.SeeOutput(x.Channels, x.Values);
        double[] logits = new double[spec.Classes];
        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] = weights["fc.bias"][k];
            for (int c = 0; c < x.Channels; c++)
            {
                double mean = 0;
                for (int i = 0; i < x.Height; i++)
                {
                    for (int j = 0; j < x.Width; j++)
                        mean += x[c, i, j] / (x.Height * x.Width);
                }
                logits[k] += weights["fc.weight"][k * x.Channels + c] * mean;
            }
        }
        return logits;
    }

    private static Planes Stem(Planes x, ReadOnlySpan<float> weight, StemSpec stem)
    {
        var y = Planes.Strided(stem.Width, x, stem.Stride);
        for (int o = 0; o < y.Channels; o++)
        {
            for (int h = 0; h < y.Height; h++)
            {
                for (int w = 0; w < y.Width; w++)
                {
                    for (int c = 0; c < x.Channels; c++)
                    {
                        for (int i = 0; i < 9; i++)
                            y[o, h, w] += weight[(o * x.Channels + c) * 9 + i] * x.At(c, h * stem.Stride + i / 3 - 1, w * stem.Stride + i % 3 - 1);
                    }
                }
            }
        }
        return y;
    }

    private static Planes Block(Planes input, BlockSpec block, NetworkWeights weights, string name, ReferenceStatistics? statistics)
    {
        var active = NormaliseAndRectify(input, weights, $"{name}.bn1");
        var middle = NormaliseAndRectify(Pointwise(active, weights[$"{name}.conv1.weight"], block.MiddleWidth, 1), weights, $"{name}.bn2");
        var shifted = Neighbours(middle, block, weights, name);
        statistics?.SeeOutput(active.Channels, active.Values);
        statistics?.SeeMiddle(middle.Channels, middle.Values);
        statistics?.SeePacked(shifted.Channels, shifted.Values);
        if (block.HasProjection && statistics is not null)
        {
            var read = Subsampled(active, block.Stride);
            statistics.SeePacked(read.Channels, read.Values);
        }
        var y = Pointwise(shifted, weights[$"{name}.conv2.weight"], block.OutputWidth, 1);
        var shortcut = block.HasProjection ? Pointwise(active, weights[$"{name}.shortcut.weight"], block.OutputWidth, block.Stride) : input;
        for (int i = 0; i < y.Values.Length; i++)
            y.Values[i] += shortcut.Values[i];
        return y;
    }

    private static Planes Neighbours(Planes middle, BlockSpec block, NetworkWeights weights, string name)
    {
        if (block.Spatial is not (SpatialLayer.Depthwise or SpatialLayer.DepthwiseBatchNorm))
            return ActiveShift(middle, weights[$"{name}.shift.alpha"], weights[$"{name}.shift.beta"], block.Stride);
        var y = Depthwise(middle, weights[$"{name}.depthwise.weight"], block.Stride);
        return block.Spatial == SpatialLayer.DepthwiseBatchNorm ? NormaliseAndRectify(y, weights, $"{name}.bn3") : y;
    }

    private static Planes Depthwise(Planes x, ReadOnlySpan<float> weight, int stride)
    {
        var y = Planes.Strided(x.Channels, x, stride);
        for (int c = 0; c < y.Channels; c++)
        {
            for (int h = 0; h < y.Height; h++)
            {
                for (int w = 0; w < y.Width; w++)
                {
                    for (int i = 0; i < 9; i++)
                        y[c, h, w] += weight[c * 9 + i] * x.At(c, h * stride + i / 3 - 1, w * stride + i % 3 - 1);
                }
            }
        }
        return y;
    }

    private static Planes Pointwise(Planes x, ReadOnlySpan<float> weight, int outputs, int stride)
    {
        var y = Planes.Strided(outputs, x, stride);
        for (int o = 0; o < outputs; o++)
        {
            for (int c = 0; c < x.Channels; c++)
            {
                double w = weight[o * x.Channels + c];
                for (int i = 0; i < y.Height; i++)
                {
                    for (int j = 0; j < y.Width; j++)
                        y[o, i, j] += w * x[c, i * stride, j * stride];
                }
            }
        }
        return y;
    }

    private static Planes Subsampled(Planes x, int stride)
    {
        var y = Planes.Strided(x.Channels, x, stride);
        for (int i = 0; i < y.Values.Length; i++)
        {
            int column = i % y.Width, row = i / y.Width % y.Height, c = i / (y.Width * y.Height);
            y.Values[i] = x[c, row * stride, column * stride];
        }
        return y;
    }

    private static Planes ActiveShift(Planes x, ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, int stride)
    {
        var y = Planes.Strided(x.Channels, x, stride);
        for (int c = 0; c < y.Channels; c++)
        {
            double column = Math.Floor(alpha[c]), row = Math.Floor(beta[c]);
            double da = alpha[c] - column, db = beta[c] - row;
            for (int i = 0; i < y.Height; i++)
            {
                for (int j = 0; j < y.Width; j++)
                {
                    double r = i * stride + row, q = j * stride + column;
                    y[c, i, j] = x.At(c, r, q) * (1 - da) * (1 - db) + x.At(c, r, q + 1) * da * (1 - db)
                        + x.At(c, r + 1, q) * (1 - da) * db + x.At(c, r + 1, q + 1) * da * db;
                }
            }
        }
        return y;
    }

    private static Planes NormaliseAndRectify(Planes x, NetworkWeights weights, string name)
    {
        var y = Planes.Strided(x.Channels, x, 1);
        int plane = x.Height * x.Width;
        for (int i = 0; i < x.Values.Length; i++)
        {
            int c = i / plane;
            double normal = (x.Values[i] - weights[$"{name}.running_mean"][c]) / Math.Sqrt(weights[$"{name}.running_var"][c] + Epsilon);
            y.Values[i] = Math.Max(0, normal * weights[$"{name}.weight"][c] + weights[$"{name}.bias"][c]);
        }
        return y;
    }

    private sealed record Planes(int Channels, int Height, int Width, double[] Values)
    {
        public double this[int c, int i, int j]
        {
            get => Values[(c * Height + i) * Width + j];
            set => Values[(c * Height + i) * Width + j] = value;
        }

        public static Planes Strided(int channels, Planes x, int stride)
        {
            int height = (x.Height - 1) / stride + 1, width = (x.Width - 1) / stride + 1;
            return new(channels, height, width, new double[channels * height * width]);
        }

        /// <summary>A pixel, or 0 outside the image.</summary>
        public double At(int c, double i, double j) => i >= 0 && i < Height && j >= 0 && j < Width ? this[c, (int)i, (int)j] : 0;
    }
}
