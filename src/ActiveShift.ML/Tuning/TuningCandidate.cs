using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>One way to train that a search tries.</summary>
/// <param name="Index">Its number; 0 is the base.</param>
/// <param name="Training">Its options at full length.</param>
/// <param name="Changes">In what it differs from the base, as text.</param>
internal sealed record TuningCandidate(int Index, TrainingOptions Training, string Changes)
{
    /// <summary>Its options for a number of epochs: the whole schedule in them, with its part of warm-up.</summary>
    /// <param name="epochs">How many.</param>
    /// <param name="fullEpochs">Epochs of <see cref="Training"/>.</param>
    public TrainingOptions Lasting(int epochs, int fullEpochs) => epochs == fullEpochs
        ? Training
        : Training with
        {
            Epochs = epochs,
            Iterations = null,
            WarmupEpochs = Training.WarmupEpochs * epochs / fullEpochs,
        };
}
