namespace ActiveShift.Training;

/// <summary>Where in a run a step stands, and what it works on.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Batch">Within the epoch, from 1.</param>
/// <param name="Number">Within the run, from 1.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="Images">Indices in the training set.</param>
internal readonly record struct TrainingStep(int Epoch, int Batch, long Number, double LearningRate, ReadOnlyMemory<int> Images);
