namespace ActiveShift.Engine;

/// <summary>A network compiled by the native engine.</summary>
internal sealed unsafe class NativeCompiledNetwork : ICompiledNetwork
{
    private readonly EnginePlanHandle _plan;
    private readonly ScratchPool _scratch;
    private readonly long _planBytes;

    public NativeCompiledNetwork(EnginePlanHandle plan)
    {
        _plan = plan;
        _scratch = new ScratchPool(plan);
        _planBytes = EngineMethods.GetPlanBytes(plan);
        Version = EngineVersion.Table[EngineMethods.GetPlanVersion(plan)].Name;
    }

    public string Version { get; }

    public long FootprintBytes => _planBytes + _scratch.Bytes;

    public void Run(float* images, int count, float* logits, int threads)
    {
        var scratch = _scratch.Rent(threads);
        try
        {
            EngineStatus.Check(EngineMethods.Run(_plan, scratch, count, images, logits), $"score {count} images");
        }
        finally
        {
            _scratch.Return(threads, scratch);
        }
    }

    public void Dispose()
    {
        _plan.Dispose();
        _scratch.Dispose();
    }
}
