// Torch's number of threads is a setting of the process, and memory is measured over the process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
