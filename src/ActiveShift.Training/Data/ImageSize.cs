namespace ActiveShift.Training;

/// <summary>Channels, height and width of the images of a network.</summary>
internal readonly record struct ImageSize(int Channels, int Height, int Width)
{
    public int Length => checked(Channels * Height * Width);

    public static ImageSize Of(NetworkSpec spec) => new(spec.Channels, spec.Height, spec.Width);
}
