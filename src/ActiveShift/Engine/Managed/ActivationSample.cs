namespace ActiveShift.Engine.Managed;

/// <summary>What is seen of the activations on one image.</summary>
/// <param name="plan">The network in float32, whose activations are kept whole.</param>
/// <param name="largestCount">How many largest values there are.</param>
/// <param name="meanCount">How many means.</param>
internal sealed unsafe class ActivationSample(Plan plan, int largestCount, int meanCount)
{
    private readonly Workspace _workspace = new(plan);
    private int _nextLargest, _nextMean;

    /// <summary>As <see cref="ActivationStatistics.Largest"/>.</summary>
    public float[] Largest { get; } = new float[largestCount];

    /// <summary>As <see cref="ActivationStatistics.Mean"/>.</summary>
    public double[] Mean { get; } = new double[meanCount];

    /// <param name="image">[channels, height, width].</param>
    public void Measure(float* image)
    {
        (_nextLargest, _nextMean) = (0, 0);
        var spec = plan.Spec;
        long length = (long)spec.Channels * spec.Height * spec.Width * sizeof(float);
        Buffer.MemoryCopy(image, _workspace.Image.Pointer, length, length);
        for (int i = 0; i < plan.Stages.Length; i++)
        {
            var stage = plan.Stages[i];
            var planes = stage.Planes;
            int outputPixels = planes.OutputHeight * planes.OutputWidth;
            new StageRun(plan, i, _workspace, _workspace).Rows(0, planes.OutputHeight);
            if (stage.First is not null)
            {
                int inputPixels = planes.InputHeight * planes.InputWidth;
                SeeLargest(_workspace.Middle, stage.MiddlePlane, inputPixels, stage.MiddleWidth);
                SeeMeans(_workspace.Packed, stage.PackedLd, outputPixels, stage.Second.Inputs);
            }
            SeeLargest(_workspace.Activations[i % 2], stage.Plane.Output, outputPixels, stage.Second.Outputs);
            SeeMeans(_workspace.Activations[i % 2], stage.Plane.Output, outputPixels, stage.Second.Outputs);
        }
        GC.KeepAlive(_workspace);
    }

    private void SeeLargest(FloatBuffer planes, long plane, int pixels, int channels)
    {
        for (int c = 0; c < channels; c++)
        {
            float largest = float.NegativeInfinity;
            foreach (float value in new ReadOnlySpan<float>(planes.Pointer + (plane * c), pixels))
                largest = Math.Max(largest, value);
            Largest[_nextLargest++] = largest;
        }
    }

    private void SeeMeans(FloatBuffer planes, long plane, int pixels, int channels)
    {
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            foreach (float value in new ReadOnlySpan<float>(planes.Pointer + (plane * c), pixels))
                sum += value;
            Mean[_nextMean++] = sum / pixels;
        }
    }
}
