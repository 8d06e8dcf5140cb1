using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;

namespace WebApi.Tests;

/// <summary>
/// A network that tells red, green and blue pictures apart, by construction and not by training: the shortcuts carry the three colours through
/// to the classifier, and the blocks add nothing to them.
/// </summary>
internal static class ColourNetwork
{
    public const int Side = 8;

    private const float Certainty = 10;

    public static IReadOnlyList<string> ClassNames { get; } = ["red", "green", "blue"];

    /// <param name="path">Where the model goes, as ML.NET saves models.</param>
    /// <param name="named">Whether the model knows the names of its classes.</param>
    /// <param name="badImages">What scoring does with damaged pictures.</param>
    public static void Save(string path, bool named = true, BadImageScoring badImages = BadImageScoring.Error)
    {
        var context = new MLContext();
        using var model = context.Model.CreateActiveShiftResNet(
            Create(), featureColumnName: "Photo", classNames: named ? ClassNames : null, badImages: badImages);
        var rows = context.Data.LoadFromEnumerable(Array.Empty<Row>());
        context.Model.Save(model, rows.Schema, path);
    }

    private static PretrainedNetwork Create()
    {
        var spec = NetworkSpec.AsNet(depth: 8, baseWidth: 4, expansion: 1, classes: ClassNames.Count, height: Side, width: Side);
        var random = new Random(1);
        var tensors = spec.Tensors.ToDictionary(tensor => tensor.Name, tensor => (ReadOnlyMemory<float>)Values(tensor, random));
        var preprocessing = new ImagePreprocessing(ChannelOrder.Rgb, Side, Side, Side, mean: [0, 0, 0], scale: [1f / 255, 1f / 255, 1f / 255]);
        return new PretrainedNetwork(new NetworkWeights(spec, tensors), preprocessing);
    }

    private static float[] Values(TensorSpec tensor, Random random)
    {
        float[] values = new float[tensor.Count];
        if (tensor.Role is TensorRole.Shift)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = (random.NextSingle() * 4) - 2;
        }
        else if (tensor.Role is TensorRole.BatchNormScale or TensorRole.RunningVariance)
        {
            Array.Fill(values, 1);
        }
        else if (tensor.Name == "stem.weight")
        {
            Diagonal(values, tensor, tap: 4, 1);
        }
        else if (tensor.Name.EndsWith("shortcut.weight", StringComparison.Ordinal))
        {
            Diagonal(values, tensor, tap: 0, 1);
        }
        else if (tensor.Name == "fc.weight")
        {
            Diagonal(values, tensor, tap: 0, Certainty);
        }
        return values;
    }

    /// <summary>Output c is input c times a number, for the three colours.</summary>
    private static void Diagonal(float[] values, TensorSpec tensor, int tap, float value)
    {
        int inputs = tensor.Shape[1];
        int taps = values.Length / (tensor.Shape[0] * inputs);
        for (int colour = 0; colour < ClassNames.Count; colour++)
            values[(((colour * inputs) + colour) * taps) + tap] = value;
    }

    private sealed class Row
    {
        public byte[] Photo { get; set; } = [];
    }
}
