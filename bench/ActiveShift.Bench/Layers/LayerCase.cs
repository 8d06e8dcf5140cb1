using ActiveShift.Engine;
using ActiveShift.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Bench.Layers;

/// <summary>The tensors of the measured layers, and the layers.</summary>
internal sealed unsafe class LayerCase : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _x, _y, _other, _weight, _depthwise, _alpha, _beta, _wholeAlpha, _wholeBeta, _mean, _variance, _scale, _offset;
    private readonly ShiftShape _shape;

    public LayerCase(int channels, int size)
    {
        Channels = channels;
        _shape = new ShiftShape(1, channels, size, size, 1, 1);
        using var noGradient = no_grad();
        using var generator = new Generator(1);
        _x = randn([1, channels, size, size], generator: generator);
        _y = empty_like(_x);
        _other = randn([1, channels, size, size], generator: generator);
        _weight = randn([channels, channels, 1, 1], generator: generator) / Math.Sqrt(channels);
        _depthwise = randn([channels, 1, 3, 3], generator: generator);
        // As wide as trained shifts spread.
        _alpha = rand([channels], generator: generator) * 4 - 2;
        _beta = rand([channels], generator: generator) * 4 - 2;
        _wholeAlpha = _alpha.round();
        _wholeBeta = _beta.round();
        _mean = randn([channels], generator: generator);
        _variance = rand([channels], generator: generator) + 0.5;
        _scale = rand([channels], generator: generator) + 0.5;
        _offset = randn([channels], generator: generator);
        Convolution = new EngineLayer(size, size, channels, Values(_weight));
        ShiftedConvolution = new EngineLayer(size, size, channels, Values(_weight), Values(_alpha), Values(_beta));
        Convolution.SetInput(Values(_x));
        ShiftedConvolution.SetInput(Values(_x));
    }

    public int Channels { get; }

    /// <summary>Number of values of the input, and of the output.</summary>
    public long ValueCount => _x.numel();

    public string EngineVersion { get; } = ActiveShift.Engine.EngineVersion.Selected!.Name;

    public string ShiftVersion { get; } = ActiveShiftBackend.Name;

    public EngineLayer Convolution { get; }

    public EngineLayer ShiftedConvolution { get; }

    public void TorchConvolution()
    {
        using var y = nn.functional.conv2d(_x, _weight);
    }

    public void TorchDepthwise()
    {
        using var y = nn.functional.conv2d(_x, _depthwise, padding: [1, 1], groups: Channels);
    }

    public void TorchBatchNorm()
    {
        using var y = nn.functional.batch_norm(_x, _mean, _variance, _scale, _offset);
    }

    public void TorchRelu() => _other.relu_();

    public void TorchSum() => _other.add_(_x);

    public void Shift() => Shift(_alpha, _beta, NativeBackends.Default);

    public void IntegerShift() => Shift(_wholeAlpha, _wholeBeta, NativeBackends.Default);

    /// <summary>Compares the shifts with the reference operator, and the engine's layers with libtorch's convolution of its result.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public void Verify()
    {
        using var scope = NewDisposeScope();
        int reference = NativeBackends.Table.Count - 1;
        Shift(_wholeAlpha, _wholeBeta, reference);
        var wholeExpected = _y.clone();
        IntegerShift();
        Compare("integer shift", wholeExpected, _y);
        Shift(_alpha, _beta, reference);
        var shifted = _y.clone();
        Shift();
        Compare("active shift", shifted, _y);
        Compare("1x1 conv", nn.functional.conv2d(_x, _weight).relu(), Output(Convolution));
        Compare("shift + 1x1 conv", nn.functional.conv2d(shifted, _weight).relu(), Output(ShiftedConvolution));
    }

    public void Dispose()
    {
        Convolution.Dispose();
        ShiftedConvolution.Dispose();
        _scope.Dispose();
    }

    private void Shift(Tensor alpha, Tensor beta, int backend) => NativeShift.Forward(_shape, Pointer(_x), Pointer(alpha), Pointer(beta), Pointer(_y), backend);

    private Tensor Output(EngineLayer layer)
    {
        float[] values = new float[_x.numel()];
        layer.Run();
        layer.GetOutput(values);
        return tensor(values, _x.shape);
    }

    private static void Compare(string what, Tensor expected, Tensor actual)
    {
        float difference = (expected - actual).abs().max().item<float>() / expected.abs().max().item<float>();
        if (!(difference <= 1e-5f))
            throw new InvalidOperationException($"{what}: differs from the reference by {difference:G3} of the largest value.");
    }

    private static ReadOnlySpan<float> Values(Tensor tensor) => new(Pointer(tensor), (int)tensor.numel());

    private static float* Pointer(Tensor tensor) => (float*)tensor.storage<float>().data_ptr() + tensor.storage_offset();
}
