using ActiveShift.Bench.Quantization.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace ActiveShift.Bench.Quantization;

/// <summary>Runs a model on random images and notes the least and the greatest value of every activation asked for.</summary>
internal static class Calibration
{
    public static Dictionary<string, ActivationRange> Run(ModelProto model, IReadOnlyCollection<string> activations, int images)
    {
        var watched = model.Clone();
        var outputs = watched.Graph.Output.Select(output => output.Name).ToHashSet();
        string input = watched.Graph.Input.Select(value => value.Name).Single(name => watched.Graph.Initializer.All(tensor => tensor.Name != name));
        watched.Graph.Output.Add(activations.Where(name => name != input && !outputs.Contains(name)).Select(OnnxTensor.FloatValue));

        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
        using var session = new InferenceSession(watched.ToByteArray(), options);
        using var run = new RunOptions();
        long[] shape = [.. session.InputMetadata[input].Dimensions.Select(size => size > 0 ? (long)size : 1)];
        var ranges = activations.ToDictionary(name => name, _ => (Min: float.PositiveInfinity, Max: float.NegativeInfinity));
        var random = new Random(1);
        for (int image = 0; image < images; image++)
        {
            // As wide as normalised photographs spread.
            float[] pixels = [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle() * 4.6f - 2.1f)];
            using var value = OrtValue.CreateTensorValueFromMemory(pixels, shape);
            using var results = session.Run(run, [input], [value], session.OutputNames);
            for (int i = 0; i < results.Count; i++)
            {
                if (ranges.ContainsKey(session.OutputNames[i]))
                    Widen(session.OutputNames[i], results[i].GetTensorDataAsSpan<float>());
            }
            if (ranges.ContainsKey(input))
                Widen(input, pixels);
        }
        return ranges.ToDictionary(range => range.Key, range => ActivationRange.Of(range.Value.Min, range.Value.Max));

        void Widen(string name, ReadOnlySpan<float> values)
        {
            var (min, max) = ranges[name];
            foreach (float x in values)
                (min, max) = (Math.Min(min, x), Math.Max(max, x));
            ranges[name] = (min, max);
        }
    }
}
