using ActiveShift.Engine;

namespace ActiveShift.Tests.Engine;

public class PlanCompilerTests
{
    [Fact]
    public void Every_kind_of_layer_has_its_own_of_the_engine()
    {
        foreach (var layer in Enum.GetValues<SpatialLayer>())
        {
            int expected = layer switch { SpatialLayer.Depthwise => 1, SpatialLayer.DepthwiseBatchNorm => 2, _ => 0 };
            Assert.Equal(expected, PlanCompiler.ToNative(layer));
            Assert.Equal(expected == 0, layer.IsShift);
        }
    }

    [Fact]
    public void A_kind_that_the_engine_does_not_know_is_an_error_and_no_shift()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => PlanCompiler.ToNative((SpatialLayer)99));
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }
}
