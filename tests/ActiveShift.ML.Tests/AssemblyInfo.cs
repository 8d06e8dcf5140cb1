using ActiveShift.ML.Tests.Data;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TrainedModels))]

// Training uses every core, torch's number of threads is one for the whole process, and leaks are found by counting its tensors.
[assembly: Parallelization(Mode = ParallelMode.None)]
