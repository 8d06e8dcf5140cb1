namespace ActiveShift.Training;

/// <summary>
/// Trains the classifier of a network with given weights alone, before the run that trains all of it; see
/// <see cref="TrainingOptions.HeadEpochs"/>.
/// </summary>
internal static class HeadTraining
{
    /// <param name="task">The run's.</param>
    /// <param name="beginning">Its initial weights made ready for training.</param>
    /// <param name="options">How the run trains.</param>
    /// <param name="placement">Where.</param>
    /// <param name="threads">Threads for the images.</param>
    /// <param name="cancellationToken">Looked at before every step and while features are computed.</param>
    /// <returns>The same weights with a trained classifier for the task's classes.</returns>
    /// <exception cref="TrainingDivergedException">The loss stopped being a number, or exploded.</exception>
    public static NetworkWeights Train(
        TrainingTask task, NetworkWeights beginning, TrainingOptions options, BatchPlacement placement, int threads,
        CancellationToken cancellationToken)
    {
        using var run = new TrainingRun(
            task with { Validation = null }, beginning, Options(task.Spec, options), placement, threads, report: null,
            cancellationToken);
        try
        {
            return run.Execute(cancellationToken).Weights;
        }
        catch (TrainingDivergedException error)
        {
            throw error.OfHead();
        }
    }

    private static TrainingOptions Options(NetworkSpec spec, TrainingOptions run) => new()
    {
        Epochs = run.HeadEpochs,
        LearningRate = run.HeadLearningRate,
        LearningRateDecay = LearningRateDecay.Cosine,
        WeightDecay = 0,
        BatchSize = run.BatchSize,
        LabelSmoothing = run.LabelSmoothing,
        TeacherWeight = run.TeacherWeight,
        TeacherTemperature = run.TeacherTemperature,
        ClassWeights = run.ClassWeights,
        BalancedClassWeights = run.BalancedClassWeights,
        Seed = run.Seed,
        StageLearningRateFactors = [.. spec.Stages.Select(_ => 0.0)],
    };
}
