using System.Collections.Concurrent;

namespace ActiveShift.Engine.Managed;

/// <summary>A network compiled for the engine in C#.</summary>
internal sealed unsafe class ManagedNetwork(Plan plan) : ICompiledNetwork
{
    private readonly ConcurrentBag<Workspace> _idle = [];
    private long _workspaceBytes;

    public string Version => EngineVersion.Managed.Name;

    public long FootprintBytes => plan.Bytes + Interlocked.Read(ref _workspaceBytes);

    public void Run(float* images, int count, float* logits, int threads)
    {
        var spec = plan.Spec;
        long imageLength = (long)spec.Channels * spec.Height * spec.Width;
        var workspaces = Rent(threads);
        try
        {
            // Whole images go to single threads while there are enough for all; the rest are shared.
            int spread = count - (count % threads);
            Spread(workspaces, spread, Score);
            var shared = new ImageRun(plan, workspaces);
            for (int i = spread; i < count; i++)
                Score(i, shared);
        }
        finally
        {
            foreach (var workspace in workspaces)
                _idle.Add(workspace);
        }

        void Score(int i, ImageRun run) => run.Run(images + (imageLength * i), logits + ((long)spec.Classes * i));
    }

    /// <summary>Leaves the memory to the garbage collector, after the calls in progress.</summary>
    public void Dispose() => _idle.Clear();

    private void Spread(Workspace[] workspaces, int images, Action<int, ImageRun> score)
    {
        if (images == 0)
            return;
        if (workspaces.Length == 1)
        {
            var run = new ImageRun(plan, workspaces);
            for (int i = 0; i < images; i++)
                score(i, run);
            return;
        }
        int next = -1;
        Parallel.For(0, workspaces.Length, new ParallelOptions { MaxDegreeOfParallelism = workspaces.Length }, member =>
        {
            var run = new ImageRun(plan, workspaces.AsMemory(member, 1));
            for (int i = Interlocked.Increment(ref next); i < images; i = Interlocked.Increment(ref next))
                score(i, run);
        });
    }

    private Workspace[] Rent(int threads)
    {
        var workspaces = new Workspace[threads];
        for (int i = 0; i < threads; i++)
        {
            if (_idle.TryTake(out workspaces[i]!))
                continue;
            workspaces[i] = new(plan);
            Interlocked.Add(ref _workspaceBytes, workspaces[i].Bytes);
        }
        return workspaces;
    }
}
