namespace ActiveShift;

/// <summary>A family of networks and its widths, before the size of the images and the number of classes are known.</summary>
public abstract class NetworkArchitecture
{
    /// <summary>Builds the network for some data.</summary>
    /// <param name="channels">Channels of the input image.</param>
    /// <param name="height">Height of the input image in pixels.</param>
    /// <param name="width">Width of the input image in pixels.</param>
    /// <param name="classes">Number of classes.</param>
    public abstract NetworkSpec Build(int channels, int height, int width, int classes);

    /// <summary>The paper's networks for large images; see <see cref="NetworkSpec.AsResNet"/>.</summary>
    /// <param name="baseWidth">Base width; the paper has 32, 50 and 68.</param>
    /// <param name="spatial">The layer between the convolutions of every block. Default: the active shift; the others are for comparisons.</param>
    public static NetworkArchitecture AsResNet(int baseWidth, SpatialLayer spatial = SpatialLayer.ActiveShift) =>
        new AsResNetArchitecture(baseWidth, spatial.Checked(nameof(spatial)));

    /// <summary>The paper's networks for small images; see <see cref="NetworkSpec.AsNet"/>.</summary>
    /// <param name="depth">Depth, 6n + 2.</param>
    /// <param name="baseWidth">Base width.</param>
    /// <param name="expansion">Shifted channels per output channel.</param>
    /// <param name="spatial">The layer between the convolutions of every block. Default: the active shift; the others are for comparisons.</param>
    public static NetworkArchitecture AsNet(int depth, int baseWidth, int expansion, SpatialLayer spatial = SpatialLayer.ActiveShift) =>
        new AsNetArchitecture(depth, baseWidth, expansion, spatial.Checked(nameof(spatial)));

    private static string Suffix(SpatialLayer spatial) => spatial == SpatialLayer.ActiveShift ? "" : $" ({spatial})";

    private sealed class AsResNetArchitecture(int baseWidth, SpatialLayer spatial) : NetworkArchitecture
    {
        public override NetworkSpec Build(int channels, int height, int width, int classes) =>
            NetworkSpec.AsResNet(baseWidth, classes, height, width, channels, spatial);

        public override string ToString() => $"AS-ResNet-w{baseWidth}{Suffix(spatial)}";
    }

    private sealed class AsNetArchitecture(int depth, int baseWidth, int expansion, SpatialLayer spatial) : NetworkArchitecture
    {
        public override NetworkSpec Build(int channels, int height, int width, int classes) =>
            NetworkSpec.AsNet(depth, baseWidth, expansion, classes, height, width, channels, spatial);

        public override string ToString() => $"ASNet-{depth}-{baseWidth}-{expansion}{Suffix(spatial)}";
    }
}
