using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>A tensor <c>[n, c, p]</c> in guarded memory, in a storage format and a layout.</summary>
internal sealed unsafe class TensorMemory : IDisposable
{
    private readonly StorageFormat _format;
    private readonly KernelLayout _layout;
    private readonly (int N, int C, int P) _size;
    private readonly GuardedBuffer<uint>? _wide;
    private readonly GuardedBuffer<ushort>? _narrow;

    internal TensorMemory(KernelRun run, int n, int c, int p)
    {
        (_format, _layout, _size) = (run.Format, run.Layout, (n, c, p));
        if (run.Format.Size() == 4)
        {
            _wide = new(n * c * p, run.AtEnd, run.Skip);
        }
        else
        {
            _narrow = new(n * c * p, run.AtEnd, run.Skip);
        }
    }

    internal void* Pointer => _wide is not null ? _wide.Pointer : _narrow!.Pointer;

    /// <param name="values">In NCHW order.</param>
    internal TensorMemory Fill(double[] values)
    {
        ForEach((index, place) =>
        {
            uint bits = _format.Encode(values[index]);
            if (_wide is not null)
            {
                _wide.Span[place] = bits;
            }
            else
            {
                _narrow!.Span[place] = (ushort)bits;
            }
        });
        return this;
    }

    /// <summary>The values in NCHW order; fails if a byte beside them was written.</summary>
    internal double[] Read()
    {
        _wide?.Verify();
        _narrow?.Verify();
        double[] values = new double[_size.N * _size.C * _size.P];
        ForEach((index, place) => values[index] = _format.Decode(_wide is not null ? _wide.Span[place] : _narrow!.Span[place]));
        return values;
    }

    public void Dispose()
    {
        _wide?.Dispose();
        _narrow?.Dispose();
    }

    private void ForEach(Action<int, int> visit)
    {
        (int images, int channels, int pixels) = _size;
        for (int n = 0; n < images; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int p = 0; p < pixels; p++)
                {
                    int index = (((n * channels) + c) * pixels) + p;
                    visit(index, _layout == KernelLayout.Nchw ? index : (((n * pixels) + p) * channels) + c);
                }
            }
        }
    }
}
