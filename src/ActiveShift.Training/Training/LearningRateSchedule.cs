namespace ActiveShift.Training;

/// <summary>The learning rate of each step: a linear warm-up, then what <see cref="LearningRateDecay"/> says.</summary>
/// <remarks>Milestones are fractions of the whole run, warm-up included; the straight line and the cosine begin where the warm-up ends.</remarks>
internal sealed class LearningRateSchedule(TrainingOptions options, long steps, long warmupSteps)
{
    /// <param name="step">The step, from 0.</param>
    public double At(long step)
    {
        double rate = Decayed(step);
        return step < warmupSteps ? rate * (step + 1) / warmupSteps : rate;
    }

    private double Decayed(long step) => options.LearningRateDecay switch
    {
        LearningRateDecay.MultiStep => MultiStep(step),
        LearningRateDecay.Linear => options.LearningRate * (1 - Progress(step)),
        LearningRateDecay.Cosine => options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * Progress(step))),
        LearningRateDecay.Constant => options.LearningRate,
        _ => throw new InvalidOperationException($"There is no learning rate for {options.LearningRateDecay}."),
    };

    private double MultiStep(long step)
    {
        double rate = options.LearningRate;
        foreach (double milestone in options.LearningRateMilestones)
        {
            if (step >= milestone * steps)
                rate *= options.LearningRateMilestoneFactor;
        }
        return rate;
    }

    /// <summary>From 0 in the first step after the warm-up to almost 1 in the last.</summary>
    private double Progress(long step) => step <= warmupSteps ? 0 : (double)(step - warmupSteps) / (steps - warmupSteps);
}
