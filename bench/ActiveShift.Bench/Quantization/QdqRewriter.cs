using ActiveShift.Bench.Quantization.Onnx;

namespace ActiveShift.Bench.Quantization;

/// <summary>Rewrites the nodes of a graph one by one, in their order, so that they read and write what went through bytes.</summary>
internal sealed class QdqRewriter(GraphProto graph, IReadOnlyDictionary<string, ActivationRange> ranges)
{
    private const int IntegerAttribute = 2;

    private readonly Dictionary<string, TensorProto> _constants = graph.Initializer.ToDictionary(tensor => tensor.Name);
    private readonly List<NodeProto> _nodes = [];
    private readonly HashSet<string> _outputs = [.. graph.Output.Select(value => value.Name)];
    private readonly HashSet<string> _inBytes = [];

    public void Rewrite(NodeProto node, int activationInputs)
    {
        string first = node.Input[0];
        for (int i = 0; i < activationInputs; i++)
        {
            Pair(node.Input[i], node.Input[i]);
            node.Input[i] = Dequantized(node.Input[i]);
        }
        if (node.OpType is "Conv" or "Gemm")
            QuantizeWeights(node, ranges[first]);
        _nodes.Add(node);
        string output = node.Output[0];
        if (_outputs.Contains(output))
        {
            // The graph's output keeps its name behind the pair.
            node.Output[0] = output + "_float";
            Pair(output, node.Output[0]);
            _nodes[^1].Output[0] = output;
        }
        else
        {
            Pair(output, output);
        }
    }

    /// <summary>Puts the new nodes into the graph and takes out the constants that are not read any more.</summary>
    public void Finish()
    {
        graph.Node.Clear();
        graph.Node.Add(_nodes);
        graph.ValueInfo.Clear();
        var read = _nodes.SelectMany(node => node.Input).ToHashSet();
        foreach (var tensor in graph.Initializer.Where(tensor => !read.Contains(tensor.Name)).ToArray())
            graph.Initializer.Remove(tensor);
    }

    private static string Dequantized(string name) => name + "_dequantized";

    /// <summary>Adds QuantizeLinear and DequantizeLinear behind an activation, if that was not done before.</summary>
    /// <param name="name">What its range was noted under.</param>
    /// <param name="tensor">What it is called now.</param>
    private void Pair(string name, string tensor)
    {
        if (!_inBytes.Add(name))
            return;
        var range = ranges[name];
        string scale = Add(OnnxTensor.Of(name + "_scale", [range.Scale], scalar: true));
        string zero = Add(OnnxTensor.Of(name + "_zero", range.ZeroPoint));
        AddNode("QuantizeLinear", [tensor, scale, zero], name + "_quantized");
        AddNode("DequantizeLinear", [name + "_quantized", scale, zero], Dequantized(name));
    }

    private void QuantizeWeights(NodeProto node, ActivationRange input)
    {
        if (node.OpType == "Gemm" && node.Attribute.FirstOrDefault(attribute => attribute.Name == "transB")?.I != 1)
            throw new InvalidDataException($"'{node.Name}' is a Gemm with weights [inputs, outputs]; expected transB = 1.");
        string name = node.Input[1];
        if (!_constants.TryGetValue(name, out var weights) || node.Input.Count < 3 || !_constants.TryGetValue(node.Input[2], out var bias))
            throw new InvalidDataException($"'{node.Name}' has weights or a bias that are not constants.");
        var (bytes, scales) = WeightQuantization.ByChannel(OnnxTensor.Floats(weights), (int)weights.Dims[0]);
        float[] biasScales = Array.ConvertAll(scales, scale => scale * input.Scale);
        int channels = scales.Length;
        node.Input[1] = DequantizedConstant(
            name, OnnxTensor.Of(name + "_int8", bytes, weights.Dims), scales, OnnxTensor.Of(name + "_zero", new sbyte[channels], [channels]));
        name = node.Input[2];
        int[] biases = WeightQuantization.Bias(OnnxTensor.Floats(bias), biasScales);
        node.Input[2] = DequantizedConstant(name, OnnxTensor.Of(name + "_int32", biases), biasScales, OnnxTensor.Of(name + "_zero", new int[channels]));
    }

    /// <summary>The zero points are 0, which is their default; but without them ONNX Runtime makes no integer kernel of a Gemm.</summary>
    private string DequantizedConstant(string name, TensorProto integers, float[] scales, TensorProto zeros)
    {
        string scale = Add(OnnxTensor.Of(integers.Name + "_scale", scales, scalar: false));
        AddNode("DequantizeLinear", [Add(integers), scale, Add(zeros)], Dequantized(name)).Attribute.Add(new AttributeProto { Name = "axis", I = 0, Type = IntegerAttribute });
        return Dequantized(name);
    }

    private string Add(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private NodeProto AddNode(string operation, string[] inputs, string output)
    {
        var node = new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output } };
        _nodes.Add(node);
        return node;
    }
}
