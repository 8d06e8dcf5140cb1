using ActiveShift;
using Microsoft.ML;

namespace BatchScoring.Tests.Data;

/// <summary>A saved model with a small network of random weights, whose three classes depend on the image's colours.</summary>
internal static class TestModel
{
    public const int Side = 8;

    public static readonly string[] Classes = ["ash", "\"birch\", white", "cedar"];

    /// <param name="file">Where to.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="width">Of the network: more takes longer.</param>
    public static void Save(string file, int seed = 1, int width = 6)
    {
        var context = new MLContext();
        using var model = context.Model.CreateActiveShiftResNet(Network(seed, width), featureColumnName: "Image", classNames: Classes);
        context.Model.Save(model, Schema(context), file);
    }

    public static DataViewSchema Schema(MLContext context) => context.Data.LoadFromEnumerable<Encoded>([]).Schema;

    public static PretrainedNetwork Network(int seed, int width)
    {
        var spec = new NetworkSpec(3, Side, Side, new StemSpec(width, 1), [[new BlockSpec(width, width, width, 1)]], Classes.Length);
        var random = new Random(seed);
        var tensors = new Dictionary<string, ReadOnlyMemory<float>>();
        foreach (var tensor in spec.Tensors)
        {
            // Offsets are small, so that it is the image that decides.
            float size = tensor.Role is TensorRole.Weight or TensorRole.Shift ? 1 : 0.05f;
            float centre = tensor.Role is TensorRole.RunningVariance or TensorRole.BatchNormScale ? 1 : 0;
            float[] values = new float[tensor.Count];
            for (int i = 0; i < values.Length; i++)
                values[i] = centre + (size * (float)((random.NextDouble() * 2) - 1));
            tensors[tensor.Name] = values;
        }
        var preprocessing = new ImagePreprocessing(ChannelOrder.Rgb, Side, Side, Side, [128, 128, 128], [1 / 64f, 1 / 64f, 1 / 64f]);
        return new PretrainedNetwork(new NetworkWeights(spec, tensors), preprocessing);
    }

    private sealed class Encoded
    {
        public byte[] Image { get; set; } = [];
    }
}
