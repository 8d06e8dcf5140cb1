namespace ActiveShift;

/// <summary>How the kinds of <see cref="SpatialLayer"/> differ.</summary>
internal static class SpatialLayerKinds
{
    extension(SpatialLayer layer)
    {
        /// <summary>Whether it moves channels, by shifts that are trained or not; else it is a depthwise convolution.</summary>
        public bool IsShift => layer is SpatialLayer.ActiveShift or SpatialLayer.SampledShift or SpatialLayer.SampledIntegerShift or SpatialLayer.GroupedShift;

        /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
        public SpatialLayer Checked(string name) => Enum.IsDefined(layer)
            ? layer
            : throw new ArgumentOutOfRangeException(name, layer, $"{name} must be one of {string.Join(", ", Enum.GetNames<SpatialLayer>())}.");
    }
}
