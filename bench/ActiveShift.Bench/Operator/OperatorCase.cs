using ActiveShift.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Bench.Operator;

/// <summary>The tensors of one measured size, and the contestants' work on them.</summary>
internal sealed unsafe class OperatorCase : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _x, _gradY, _alpha, _beta, _y, _gradX, _gradAlpha, _gradBeta, _weight, _copyTarget;
    private readonly float* _px, _pGradY, _pAlpha, _pBeta, _py, _pGradX, _pGradAlpha, _pGradBeta, _pCopy;
    private readonly long _bytes;
    private readonly int _threads;

    public OperatorCase(int batch, int channels, int size, int threads)
    {
        _threads = threads;
        Shape = new ShiftShape(batch, channels, size, size, 1, threads);
        using var generator = new Generator(1);
        _x = randn([batch, channels, size, size], generator: generator);
        _gradY = randn([batch, channels, size, size], generator: generator);
        _alpha = rand([channels], generator: generator) * 2 - 1;
        _beta = rand([channels], generator: generator) * 2 - 1;
        _weight = randn([channels, 1, 3, 3], generator: generator);
        _y = empty_like(_x);
        _gradX = empty_like(_x);
        _copyTarget = empty_like(_x);
        _gradAlpha = empty_like(_alpha);
        _gradBeta = empty_like(_beta);
        _px = Pointer(_x);
        _pGradY = Pointer(_gradY);
        _pAlpha = Pointer(_alpha);
        _pBeta = Pointer(_beta);
        _py = Pointer(_y);
        _pGradX = Pointer(_gradX);
        _pGradAlpha = Pointer(_gradAlpha);
        _pGradBeta = Pointer(_gradBeta);
        _pCopy = Pointer(_copyTarget);
        _bytes = _x.numel() * sizeof(float);
    }

    public ShiftShape Shape { get; }

    /// <summary>Bytes that the forward pass has to move at least: the input in, the output out.</summary>
    public long ForwardBytes => 2 * _bytes;

    /// <summary>A plain copy of the same bytes, over the same number of threads.</summary>
    public void Copy()
    {
        if (_threads == 1)
        {
            Buffer.MemoryCopy(_px, _pCopy, _bytes, _bytes);
            return;
        }
        long part = _bytes / _threads;
        Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i =>
        {
            long start = i * part, length = i == _threads - 1 ? _bytes - start : part;
            Buffer.MemoryCopy((byte*)_px + start, (byte*)_pCopy + start, length, length);
        });
    }

    public void Forward(int backend) => NativeShift.Forward(Shape, _px, _pAlpha, _pBeta, _py, backend);

    public void Backward(int backend) =>
        NativeShift.Backward(Shape, _pGradY, _px, _pAlpha, _pBeta, _pGradX, _pGradAlpha, _pGradBeta, backend);

    public void DepthwiseForward()
    {
        using var y = nn.functional.conv2d(_x, _weight, padding: [1, 1], groups: Shape.C);
    }

    /// <summary>libtorch's depthwise convolution forward and backward; the forward alone is timed beside it and subtracted.</summary>
    public void DepthwiseForwardAndBackward()
    {
        using var scope = NewDisposeScope();
        var x = _x.detach().requires_grad_();
        var weight = _weight.detach().requires_grad_();
        var y = nn.functional.conv2d(x, weight, padding: [1, 1], groups: Shape.C);
        y.backward([_gradY]);
    }

    /// <summary>Runs a version and the reference on the case and compares every output.</summary>
    /// <exception cref="InvalidOperationException">They differ by more than 1e-5 of the largest value.</exception>
    public void Verify(int backend, int reference)
    {
        Forward(reference);
        Backward(reference);
        Tensor[] expected = [_y.clone(), _gradX.clone(), _gradAlpha.clone(), _gradBeta.clone()];
        Forward(backend);
        Backward(backend);
        Tensor[] actual = [_y, _gradX, _gradAlpha, _gradBeta];
        for (int i = 0; i < expected.Length; i++)
        {
            using var scope = NewDisposeScope();
            float difference = (expected[i] - actual[i]).abs().max().item<float>() / expected[i].abs().max().item<float>();
            if (!(difference <= 1e-5f))
                throw new InvalidOperationException($"Version {NativeBackends.Table[backend].Name} differs from the reference by {difference:G3} at {Shape}.");
            expected[i].Dispose();
        }
    }

    public void Dispose() => _scope.Dispose();

    private static float* Pointer(Tensor tensor) => (float*)tensor.storage<float>().data_ptr() + tensor.storage_offset();
}
