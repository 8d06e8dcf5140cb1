using ActiveShift.Bench.Images;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace ActiveShift.Bench.Throughput;

/// <summary>An ONNX model in ML.NET as its documentation has users write it: load, resize, extract pixels, apply.</summary>
internal sealed class OnnxPipeline : IDisposable
{
    private readonly ITransformer _model;
    private readonly string _output;

    public OnnxPipeline(MLContext context, string path, IDataView data)
    {
        Name = $"Transform, ApplyOnnxModel {Path.GetFileNameWithoutExtension(path)}";
        string input;
        int height, width;
        using (var session = new InferenceSession(path))
        {
            (input, _output) = (session.InputNames[0], session.OutputNames[0]);
            int[] shape = session.InputMetadata[input].Dimensions;
            (height, width) = (shape[2], shape[3]);
        }
        // The mean and deviation of ImageNet's pixels, one for all channels: ExtractPixels knows no others.
        _model = context.Transforms.LoadImages("Loaded", "", nameof(ImageFileRow.ImagePath))
            .Append(context.Transforms.ResizeImages("Resized", width, height, "Loaded"))
            .Append(context.Transforms.ExtractPixels(input, "Resized", offsetImage: 116, scaleImage: 1 / 58f))
            .Append(context.Transforms.ApplyOnnxModel(_output, input, path))
            .Fit(data);
    }

    public string Name { get; }

    public void Run(IDataView data) => ScoredVectors.Read(_model.Transform(data), _output, (_, _) => { });

    public void Dispose() => (_model as IDisposable)?.Dispose();
}
