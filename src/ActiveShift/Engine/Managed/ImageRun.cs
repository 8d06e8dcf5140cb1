namespace ActiveShift.Engine.Managed;

/// <summary>One image through the network, with its memory.</summary>
/// <param name="plan">The network.</param>
/// <param name="workspaces">One for each thread; the first holds the activations.</param>
internal sealed unsafe class ImageRun(Plan plan, ReadOnlyMemory<Workspace> workspaces)
{
    private readonly Workspace _shared = workspaces.Span[0];

    /// <summary>Scores an image with as many threads as there are workspaces.</summary>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="logits">[classes].</param>
    public void Run(float* image, float* logits)
    {
        var spec = plan.Spec;
        long length = (long)spec.Channels * spec.Height * spec.Width * sizeof(float);
        Buffer.MemoryCopy(image, _shared.Image.Pointer, length, length);
        for (int i = 0; i < plan.Stages.Length; i++)
            RunStage(i);
        Pool();
        Each(plan.Classifier.Blocks, share => Classify(logits, share));
        foreach (var workspace in workspaces.Span)
            GC.KeepAlive(workspace);
    }

    /// <summary>
    /// Large planes are shared by rows: a share computes the few rows of the first convolution that its neighbour
    /// computes too. Small ones are shared by channels, step by step.
    /// </summary>
    private void RunStage(int index)
    {
        var stage = plan.Stages[index];
        if (!stage.Schedule.IsWhole)
        {
            int rows = stage.Planes.OutputHeight;
            Each(rows, share => new StageRun(plan, index, _shared, workspaces.Span[share.Part])
                .Rows(share.Begin(rows), share.End(rows)));
            return;
        }
        var run = new StageRun(plan, index, _shared, _shared);
        Each(stage.First!.Blocks, run.First);
        Each(stage.Taps.Length, run.Gather);
        Each(stage.Second.Blocks, run.Second);
    }

    /// <summary>Deals some work out to the threads.</summary>
    private void Each(int pieces, Action<Share> work)
    {
        int parts = Math.Min(workspaces.Length, pieces);
        if (parts == 1)
        {
            work(Share.All);
            return;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = parts };
        Parallel.For(0, parts, options, part => work(new(part, parts)));
    }

    /// <summary>The average over each plane, in four sums of a fixed order.</summary>
    private void Pool()
    {
        int last = plan.Stages.Length - 1;
        var stage = plan.Stages[last];
        long pixels = (long)stage.Planes.OutputHeight * stage.Planes.OutputWidth;
        double* sums = stackalloc double[4];
        for (int c = 0; c < plan.Classifier.Inputs; c++)
        {
            float* plane = _shared.Activations[last % 2].Pointer + (stage.Plane.Output * c);
            new Span<double>(sums, 4).Clear();
            for (long i = 0; i < pixels; i++)
                sums[i % 4] += plane[i];
            _shared.Features.Pointer[c] = (float)((sums[0] + sums[1] + sums[2] + sums[3]) / pixels);
        }
    }

    private void Classify(float* logits, Share share) => plan.Classifier.Multiply(
        new() { X = _shared.Features.Pointer, XLd = 1, Columns = 1, Y = logits, YLd = 1 },
        share.Begin(plan.Classifier.Blocks), share.End(plan.Classifier.Blocks));
}
