namespace ActiveShift.Tests.Interop;

/// <summary>Batch normalisation with ReLU as its definition reads, in double, written independently of the native reference.</summary>
internal static class BatchNormOracle
{
    /// <summary>The biased variance and the mean of a channel over its values, or the running ones.</summary>
    internal static (double Mean, double Variance) Moments(BatchNormCase data, int channel)
    {
        if (!data.Training)
        {
            return (data.RunningMean[channel], data.RunningVariance[channel]);
        }

        List<double> values = [];
        data.ForEach(channel, k => values.Add(data.X[k]));
        double mean = values.Average();
        return (mean, values.Average(v => (v - mean) * (v - mean)));
    }

    internal static double[] BeforeRelu(BatchNormCase data)
    {
        double[] y = new double[data.X.Length];
        for (int c = 0; c < data.C; c++)
        {
            (double mean, double variance) = Moments(data, c);
            double deviation = Math.Sqrt(variance + data.Shape.Epsilon);
            data.ForEach(c, k => y[k] = ((data.X[k] - mean) / deviation * data.Weight[c]) + data.Bias[c]);
        }

        return y;
    }

    internal static double[] Forward(BatchNormCase data) => [.. BeforeRelu(data).Select(y => Math.Max(0, y))];

    /// <summary>The running statistics afterwards.</summary>
    internal static (double[] Mean, double[] Variance) Running(BatchNormCase data)
    {
        double count = (double)data.N * data.P;
        if (!data.Training || count == 1)
        {
            return (data.RunningMean, data.RunningVariance);
        }

        double momentum = data.Shape.Momentum;
        (double Mean, double Variance)[] batch = [.. Enumerable.Range(0, data.C).Select(c => Moments(data, c))];
        return (
            [.. batch.Select((moments, c) => ((1 - momentum) * data.RunningMean[c]) + (momentum * moments.Mean))],
            [.. batch.Select((moments, c) => ((1 - momentum) * data.RunningVariance[c]) + (momentum * moments.Variance * count / (count - 1)))]);
    }

    /// <summary>By the chain rule, step by step: through ReLU, scale, deviation, variance and mean.</summary>
    internal static (double[] X, ShiftOracle.Sum[] Weight, ShiftOracle.Sum[] Bias) Backward(BatchNormCase data)
    {
        double[] beforeRelu = BeforeRelu(data);
        double[] gradX = new double[data.X.Length];
        ShiftOracle.Sum[] gradWeight = new ShiftOracle.Sum[data.C], gradBias = new ShiftOracle.Sum[data.C];
        double count = (double)data.N * data.P;
        for (int c = 0; c < data.C; c++)
        {
            (double mean, double variance) = Moments(data, c);
            double deviation = Math.Sqrt(variance + data.Shape.Epsilon);
            double weightSum = 0, weightSize = 0, biasSum = 0, biasSize = 0, gradVariance = 0, gradMean = 0;
            data.ForEach(c, k =>
            {
                double g = beforeRelu[k] > 0 ? data.GradY[k] : 0, normalized = (data.X[k] - mean) / deviation;
                (biasSum, biasSize) = (biasSum + g, biasSize + Math.Abs(g));
                (weightSum, weightSize) = (weightSum + (g * normalized), weightSize + Math.Abs(g * normalized));
                gradVariance += g * data.Weight[c] * (data.X[k] - mean) * -0.5 / (deviation * deviation * deviation);
                gradMean -= g * data.Weight[c] / deviation;
            });
            data.ForEach(c, k =>
            {
                double g = beforeRelu[k] > 0 ? data.GradY[k] : 0;
                double gradient = g * data.Weight[c] / deviation;
                if (data.Training)
                {
                    gradient += (gradVariance * 2 * (data.X[k] - mean) / count) + (gradMean / count);
                }

                gradX[k] = gradient;
            });
            gradWeight[c] = new(weightSum, weightSize);
            gradBias[c] = new(biasSum, biasSize);
        }

        return (gradX, gradWeight, gradBias);
    }
}
