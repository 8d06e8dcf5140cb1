namespace ActiveShift.Training;

/// <summary>What is trained on what.</summary>
/// <param name="Spec">The network.</param>
/// <param name="Training">The images to learn from.</param>
/// <param name="Validation">The images to measure on, or null.</param>
/// <param name="InitialWeights">Weights to begin with as they were given, or null.</param>
internal sealed record TrainingTask(NetworkSpec Spec, IImageSet Training, IImageSet? Validation, NetworkWeights? InitialWeights);
