namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>The driver is the process's: while a test puts another one in its place, no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CudaDriverTests
{
    public const string Name = "CUDA driver";
}
