using ActiveShift;

namespace PaperTables;

/// <summary>What stands between the convolutions of every block, by its name on the command line.</summary>
internal sealed record Variant(string Name, SpatialLayer Layer)
{
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("active", SpatialLayer.ActiveShift),
        new("grouped", SpatialLayer.GroupedShift),
        new("sampled-real", SpatialLayer.SampledShift),
        new("sampled-integer", SpatialLayer.SampledIntegerShift),
        new("depthwise", SpatialLayer.Depthwise),
        new("depthwise-bn", SpatialLayer.DepthwiseBatchNorm),
    ];
}
