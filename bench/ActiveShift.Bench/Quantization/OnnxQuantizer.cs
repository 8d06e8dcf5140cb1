using ActiveShift.Bench.Quantization.Onnx;

namespace ActiveShift.Bench.Quantization;

/// <summary>
/// Turns a convolutional network into one in 8 bits, as ONNX Runtime's static quantiser documents it for its QDQ format: a pair QuantizeLinear,
/// DequantizeLinear at every activation (uint8, from the least to the greatest value), DequantizeLinear at the weights (int8, symmetric, a scale for
/// every output channel) and at the biases (int32). ONNX Runtime makes integer kernels of these when it loads the model.
/// </summary>
internal static class OnnxQuantizer
{
    private const int LeastOperatorSet = 13;

    /// <summary>Operators that are done on bytes, and the number of their inputs that are activations.</summary>
    private static readonly Dictionary<string, int> _activationInputs = new()
    {
        ["Conv"] = 1,
        ["Gemm"] = 1,
        ["Add"] = 2,
        ["GlobalAveragePool"] = 1,
        ["Flatten"] = 1,
    };

    /// <param name="model">The model in float32; changed into the one in 8 bits.</param>
    /// <param name="images">Number of random images that the ranges are taken from.</param>
    /// <exception cref="InvalidDataException">The model has something that this program does not know.</exception>
    public static void Quantize(ModelProto model, int images)
    {
        long operatorSet = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 0;
        if (operatorSet < LeastOperatorSet)
            throw new InvalidDataException($"The model has operator set {operatorSet}; expected {LeastOperatorSet} or later, which knows scales by channel.");
        var graph = model.Graph;
        // Ranges are taken with the clips in place: what lies behind one is what the bytes then hold.
        NodeProto[] clips = [.. graph.Node.Where(node => node.OpType is "Clip" or "Relu")];
        foreach (var node in graph.Node.Except(clips))
        {
            if (node.OpType != "Constant" && !_activationInputs.ContainsKey(node.OpType))
                throw new InvalidDataException($"'{node.Name}' is a {node.OpType}, which this program does not know.");
        }
        var clipped = clips.ToDictionary(clip => ProducerOf(graph, clip), clip => clip.Output[0]);
        string Name(string tensor) => clipped.GetValueOrDefault(tensor, tensor);
        string[] activations =
        [
            .. graph.Node.Where(node => _activationInputs.ContainsKey(node.OpType))
                .SelectMany(node => node.Input.Take(_activationInputs[node.OpType]).Concat(node.Output)).Select(Name).Distinct(),
        ];
        var ranges = Calibration.Run(model, activations, images);

        foreach (var clip in clips)
            graph.Node.Remove(clip);
        var rewriter = new QdqRewriter(graph, ranges);
        foreach (var node in graph.Node.Where(node => node.OpType != "Constant").ToArray())
        {
            node.Output[0] = Name(node.Output[0]);
            rewriter.Rewrite(node, _activationInputs[node.OpType]);
        }
        rewriter.Finish();
    }

    /// <summary>The tensor that a clip alone reads. Its clip may go: bytes whose range begins at 0 and was measured behind the clip hold nothing outside.</summary>
    private static string ProducerOf(GraphProto graph, NodeProto clip)
    {
        string input = clip.Input[0];
        if (graph.Node.Count(node => node.Input.Contains(input)) != 1 || graph.Node.Any(node => node.Output.Contains(input) && node.OpType is not ("Conv" or "Add")))
            throw new InvalidDataException($"'{clip.Name}' ({clip.OpType}) does not follow a Conv or Add that it has for itself.");
        if (clip.OpType == "Clip" && LeastValue(graph, clip) != 0)
            throw new InvalidDataException($"'{clip.Name}' clips below at another value than 0.");
        return input;
    }

    private static float LeastValue(GraphProto graph, NodeProto clip)
    {
        string least = clip.Input.ElementAtOrDefault(1) ?? "";
        var constant = graph.Initializer.FirstOrDefault(tensor => tensor.Name == least)
            ?? graph.Node.FirstOrDefault(node => node.OpType == "Constant" && node.Output[0] == least)?.Attribute.FirstOrDefault(a => a.Name == "value")?.T;
        return constant is null ? float.NaN : OnnxTensor.Floats(constant)[0];
    }
}
