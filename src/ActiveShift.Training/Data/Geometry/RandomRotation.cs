namespace ActiveShift.Training;

/// <summary>
/// Turns an image about its centre by an angle that is uniform on both sides of 0; see
/// <see cref="TrainingOptions.MaxRotation"/>.
/// </summary>
internal sealed class RandomRotation(double maxDegrees) : IImageChange
{
    public void Apply(in ChangingImage image, ref SplitMix64 random) =>
        AffineMap.Rotation(maxDegrees * (2 * random.NextDouble() - 1)).Resample(image);
}
