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
    public static NetworkArchitecture AsResNet(int baseWidth) => new AsResNetArchitecture(baseWidth);

    /// <summary>The paper's networks for small images; see <see cref="NetworkSpec.AsNet"/>.</summary>
    /// <param name="depth">Depth, 6n + 2.</param>
    /// <param name="baseWidth">Base width.</param>
    /// <param name="expansion">Shifted channels per output channel.</param>
    public static NetworkArchitecture AsNet(int depth, int baseWidth, int expansion) => new AsNetArchitecture(depth, baseWidth, expansion);

    private sealed class AsResNetArchitecture(int baseWidth) : NetworkArchitecture
    {
        public override NetworkSpec Build(int channels, int height, int width, int classes) =>
            NetworkSpec.AsResNet(baseWidth, classes, height, width, channels);

        public override string ToString() => $"AS-ResNet-w{baseWidth}";
    }

    private sealed class AsNetArchitecture(int depth, int baseWidth, int expansion) : NetworkArchitecture
    {
        public override NetworkSpec Build(int channels, int height, int width, int classes) =>
            NetworkSpec.AsNet(depth, baseWidth, expansion, classes, height, width, channels);

        public override string ToString() => $"ASNet-{depth}-{baseWidth}-{expansion}";
    }
}
