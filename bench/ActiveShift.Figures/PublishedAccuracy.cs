namespace ActiveShift.Figures;

/// <summary>ImageNet top-1 accuracy in percent, float32, one crop of 224 x 224, as the networks' authors published it.</summary>
/// <param name="Network">How the benchmark's results name the network, up to its precision.</param>
/// <param name="Label">How the picture names it.</param>
/// <param name="Top1">In percent.</param>
internal sealed record PublishedAccuracy(string Network, string Label, double Top1)
{
    /// <summary>AS-ResNet: the paper's table of ImageNet results. MobileNetV2: the table of its authors' released checkpoints.</summary>
    public static IReadOnlyList<PublishedAccuracy> Table { get; } =
    [
        new("AS-ResNet-w32", "w32", 64.1),
        new("AS-ResNet-w50", "w50", 69.9),
        new("AS-ResNet-w68", "w68", 72.2),
        new("ORT mobilenetv2-0.5", "×0.5", 65.4),
        new("ORT mobilenetv2-0.75", "×0.75", 69.8),
        new("ORT mobilenetv2-1.0", "×1.0", 71.8),
    ];
}
