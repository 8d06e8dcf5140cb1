namespace ActiveShift.Engine.Managed;

/// <summary>Measures the statistics of the activations by running the float32 plan over images.</summary>
internal sealed unsafe class ManagedActivationMeter : IActivationMeter
{
    private readonly Plan _plan;
    private readonly float[] _largest;
    private readonly double[] _sum;
    private readonly List<ActivationSample> _samples = [];
    private long _images;

    public ManagedActivationMeter(NetworkWeights weights)
    {
        _plan = PlanBuilder.Build(weights, whole: true);
        _largest = new float[ActivationStatistics.LargestCount(weights.Spec)];
        _sum = new double[ActivationStatistics.MeanCount(weights.Spec)];
    }

    public void Add(float* images, long count, int threads)
    {
        long length = (long)_plan.Spec.Channels * _plan.Spec.Height * _plan.Spec.Width;
        while (_samples.Count < Math.Min(threads, count))
            _samples.Add(new ActivationSample(_plan, _largest.Length, _sum.Length));
        for (long done = 0; done < count; done += threads)
        {
            int now = (int)Math.Min(threads, count - done);
            Parallel.For(
                0, now, new ParallelOptions { MaxDegreeOfParallelism = threads },
                i => _samples[i].Measure(images + (length * (done + i))));
            // In the order of the images, so that the sums have the same bits however many threads there are.
            foreach (var sample in _samples.Take(now))
            {
                for (int i = 0; i < _largest.Length; i++)
                    _largest[i] = Math.Max(_largest[i], sample.Largest[i]);
                for (int i = 0; i < _sum.Length; i++)
                    _sum[i] += sample.Mean[i];
            }
        }
        _images += count;
    }

    public void Read(Span<float> statistics)
    {
        _largest.CopyTo(statistics);
        for (int i = 0; i < _sum.Length; i++)
            statistics[_largest.Length + i] = (float)(_sum[i] / _images);
    }

    public void Dispose() => _samples.Clear();
}
