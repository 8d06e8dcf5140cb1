using Microsoft.ML.OnnxRuntime;

namespace ActiveShift.Bench.Latency;

/// <summary>Another network, run by ONNX Runtime in this process.</summary>
internal sealed class OnnxPeer : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _input;
    private readonly string _inputName;

    public OnnxPeer(OnnxModel model, int threads)
    {
        Model = model;
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        // Its threads would go on spinning beside the other contestants.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model.Bytes, options);
        _inputName = _session.InputNames[0];
        long[] shape = [.. _session.InputMetadata[_inputName].Dimensions.Select(size => size > 0 ? (long)size : 1)];
        _input = OrtValue.CreateTensorValueFromMemory(new float[shape.Aggregate(1L, (product, size) => product * size)], shape);
    }

    public OnnxModel Model { get; }

    public void Run()
    {
        using var outputs = _session.Run(_run, [_inputName], [_input], _session.OutputNames);
    }

    public void Dispose()
    {
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
    }
}
