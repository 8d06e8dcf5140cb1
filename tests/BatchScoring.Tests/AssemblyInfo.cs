using Xunit.Sdk;
using Xunit.v3;

// Scoring uses every core, and some tests read the standard error of the process.
[assembly: Parallelization(Mode = ParallelMode.None)]
