namespace ActiveShift.Training;

/// <summary>The learning rate of each step: a linear warm-up, then a constant that drops to a tenth after half and three quarters of the run.</summary>
internal sealed class LearningRateSchedule(double initial, long steps, long warmupSteps)
{
    private const double Decay = 0.1;

    /// <param name="step">The step, from 0.</param>
    public double At(long step)
    {
        double rate = initial;
        if (step * 2 >= steps)
            rate *= Decay;
        if (step * 4 >= steps * 3)
            rate *= Decay;
        return step < warmupSteps ? rate * (step + 1) / warmupSteps : rate;
    }
}
