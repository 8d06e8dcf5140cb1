namespace ActiveShift.Engine;

/// <summary>
/// A 1×1 convolution by itself, with or without an active shift before it, on the code that networks are scored with: y = relu(W shift(x)) on one
/// image, one thread, float32. For measurement.
/// </summary>
internal sealed unsafe class EngineLayer : IDisposable
{
    private readonly EngineLayerHandle _handle;
    private readonly int _inputLength, _outputLength;

    /// <summary>Packs the weights.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="alpha">Columns to the right that each input channel is shifted by; empty, as <paramref name="beta"/>, for no shift.</param>
    /// <param name="beta">Rows down.</param>
    /// <param name="version">Entry of the engine's dispatch table; null for the best one.</param>
    public EngineLayer(
        int height, int width, int inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> alpha = default, ReadOnlySpan<float> beta = default,
        EngineVersion? version = null)
    {
        bool shifts = !alpha.IsEmpty;
        if (inputs < 1 || weights.Length % inputs != 0 || alpha.Length != beta.Length || (shifts && alpha.Length != inputs))
            throw new ArgumentException($"{weights.Length} weights, {alpha.Length} alpha and {beta.Length} beta do not make a layer of {inputs} inputs.");
        var shape = new NativeLayerShape { InputWidth = inputs, OutputWidth = weights.Length / inputs, Height = height, Width = width };
        fixed (float* w = weights, a = alpha, b = beta)
        {
            var status = EngineMethods.CreateLayer(version?.Index ?? -1, shape, w, a, b, out _handle);
            if (status != Interop.NativeStatus.Ok)
                _handle.Dispose();
            EngineStatus.Check(status, "make a layer");
        }
        _inputLength = inputs * height * width;
        _outputLength = shape.OutputWidth * height * width;
    }

    /// <summary>Copies an image [inputs, height, width] to the layer.</summary>
    public void SetInput(ReadOnlySpan<float> x)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, _inputLength);
        fixed (float* pointer = x)
            EngineStatus.Check(EngineMethods.SetLayerInput(_handle, pointer), "take a layer's input");
    }

    public void Run() => EngineStatus.Check(EngineMethods.RunLayer(_handle), "run a layer");

    /// <summary>Copies the result [outputs, height, width] from the layer.</summary>
    public void GetOutput(Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, _outputLength);
        fixed (float* pointer = y)
            EngineStatus.Check(EngineMethods.GetLayerOutput(_handle, pointer), "give a layer's output");
    }

    public void Dispose() => _handle.Dispose();
}
