using ActiveShift.Bench.Quantization;

namespace ActiveShift.Bench.Latency;

/// <summary>Another network, in float32 as its file has it, or in 8 bits as this program quantised it the way ONNX Runtime's static quantiser does.</summary>
/// <param name="Name">The file's, and the precision.</param>
/// <param name="RunsOn">What the results say it runs on.</param>
/// <param name="Bytes">The ONNX file.</param>
internal sealed record OnnxModel(string Name, string RunsOn, byte[] Bytes)
{
    /// <summary>The network of a file in float32 and, where it can be put there, in 8 bits.</summary>
    public static IEnumerable<OnnxModel> Of(string path)
    {
        string name = $"ORT {Path.GetFileNameWithoutExtension(path)}";
        byte[] model = File.ReadAllBytes(path);
        yield return new($"{name} float32", "ONNX Runtime", model);
        if (OnnxQuantization.TryQuantize(model, out string reason) is { } quantized)
            yield return new($"{name} int8", "ONNX Runtime, QDQ", quantized);
        else
            Console.WriteLine($"{name} is not measured in 8 bits: {reason}");
    }
}
