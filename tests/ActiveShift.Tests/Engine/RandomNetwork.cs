namespace ActiveShift.Tests.Engine;

/// <summary>Networks of every shape, and numbers for them, from a seed.</summary>
internal static class RandomNetwork
{
    private static readonly float[] _farShifts = [-1e30f, 1e30f, float.MinValue, float.MaxValue, -41f, 41f, 1e9f, -3e9f, -1e-30f];

    /// <summary>A small network with dimensions that fill no vector: widths to 70, expansions to 9, strides to 3 in any block.</summary>
    /// <param name="random">Where everything is drawn from.</param>
    /// <param name="layers">What the blocks' spatial layers are drawn from; none for active shifts alone.</param>
    public static NetworkSpec Spec(Random random, params SpatialLayer[] layers)
    {
        int stem = random.Next(1, 71);
        int input = stem;
        var stages = new List<List<BlockSpec>>();
        for (int s = random.Next(1, 4); s > 0; s--)
        {
            var stage = new List<BlockSpec>();
            for (int b = random.Next(1, 3); b > 0; b--)
            {
                int output = random.Next(3) > 0 ? input : random.Next(1, 71);
                int middle = Math.Min(random.Next(1, 10) * output, 200);
                stage.Add(new(input, middle, output, random.Next(2) > 0 ? 1 : random.Next(1, 4),
                    layers.Length == 0 ? SpatialLayer.ActiveShift : layers[random.Next(layers.Length)]));
                input = output;
            }
            stages.Add(stage);
        }
        int classes = random.Next(4) == 0 ? random.Next(1, 1002) : random.Next(1, 20);
        return new(random.Next(1, 5), random.Next(1, 41), random.Next(1, 41), new(stem, random.Next(1, 4)), stages, classes);
    }

    /// <summary>Weights that keep the activations' size, shifts from within a pixel to far outside the image.</summary>
    public static NetworkWeights Weights(NetworkSpec spec, Random random, bool farShifts = true)
    {
        var tensors = new Dictionary<string, ReadOnlyMemory<float>>();
        foreach (var tensor in spec.Tensors)
        {
            float[] values = new float[tensor.Count];
            double deviation = Math.Sqrt(1.5 * tensor.Shape[0] / tensor.Count);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = tensor.Role switch
                {
                    TensorRole.Weight => (float)(Normal(random) * deviation),
                    TensorRole.Shift or TensorRole.FixedShift => Shift(random, farShifts),
                    TensorRole.BatchNormScale => (float)(1 + 0.3 * Normal(random)),
                    TensorRole.RunningVariance => (float)(0.3 + random.NextDouble()),
                    _ => (float)(0.3 * Normal(random)),
                };
            }
            tensors[tensor.Name] = values;
        }
        return new(spec, tensors);
    }

    public static float[] Images(NetworkSpec spec, int count, Random random)
    {
        float[] images = new float[count * spec.Channels * spec.Height * spec.Width];
        for (int i = 0; i < images.Length; i++)
            images[i] = (float)Normal(random);
        return images;
    }

    private static float Shift(Random random, bool far) => random.Next(10) switch
    {
        0 => random.Next(-3, 4),
        1 => 0,
        2 when far => _farShifts[random.Next(_farShifts.Length)],
        3 or 4 when far => (float)(random.NextDouble() * 90 - 45),
        _ => (float)(1.5 * Normal(random)),
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
