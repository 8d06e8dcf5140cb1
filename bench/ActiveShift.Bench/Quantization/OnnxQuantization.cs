using System.Globalization;
using ActiveShift.Bench.Quantization.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace ActiveShift.Bench.Quantization;

/// <summary>Writes a network in 8 bits and says how far its answers are from those of the original.</summary>
internal static class OnnxQuantization
{
    private const int CalibrationImages = 8;

    /// <returns>The model in 8 bits, or null where this program cannot put it there, and why.</returns>
    public static byte[]? TryQuantize(byte[] original, out string reason)
    {
        reason = "";
        try
        {
            return Quantize(original, CalibrationImages);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidProtocolBufferException)
        {
            reason = e.Message;
            return null;
        }
    }

    public static int Run(string source, string target, int images)
    {
        byte[] original = File.ReadAllBytes(source);
        try
        {
            byte[] quantized = Quantize(original, images);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(target)}: {quantized.Length / 1e6:F1} MB of {original.Length / 1e6:F1}; on an image that it was not calibrated with, its outputs differ by {Difference(original, quantized):P1} of the original's length"));
            string beside = target + ".new";
            File.WriteAllBytes(beside, quantized);
            File.Move(beside, target, overwrite: true);
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidProtocolBufferException)
        {
            Console.Error.WriteLine($"error: '{source}': {e.Message}");
            return 1;
        }
    }

    private static byte[] Quantize(byte[] original, int images)
    {
        var model = ModelProto.Parser.ParseFrom(original);
        OnnxQuantizer.Quantize(model, images);
        return model.ToByteArray();
    }

    private static double Difference(byte[] original, byte[] quantized)
    {
        float[] expected = Outputs(original), actual = Outputs(quantized);
        double error = expected.Zip(actual, (a, b) => (double)(a - b) * (a - b)).Sum(), length = expected.Sum(a => (double)a * a);
        return Math.Sqrt(error / length);
    }

    private static float[] Outputs(byte[] model)
    {
        using var session = new InferenceSession(model);
        using var run = new RunOptions();
        long[] shape = [.. session.InputMetadata[session.InputNames[0]].Dimensions.Select(size => size > 0 ? (long)size : 1)];
        var random = new Random(2);
        float[] pixels = [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle() * 4.6f - 2.1f)];
        using var value = OrtValue.CreateTensorValueFromMemory(pixels, shape);
        using var results = session.Run(run, session.InputNames, [value], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
