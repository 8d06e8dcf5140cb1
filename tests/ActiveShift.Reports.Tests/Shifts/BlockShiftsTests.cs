using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;

namespace ActiveShift.Reports.Tests.Shifts;

public sealed class BlockShiftsTests
{
    [Theory]
    [InlineData(SpatialLayer.ActiveShift)]
    [InlineData(SpatialLayer.SampledShift)]
    [InlineData(SpatialLayer.GroupedShift)]
    public void Every_block_has_its_own_shifts(SpatialLayer layer)
    {
        var blocks = BlockShifts.Of(TestNetwork.Create(layer));

        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], blocks.Select(b => (b.Stage, b.Block)));
        for (int i = 0; i < blocks.Count; i++)
        {
            Assert.Equal(TestNetwork.Alpha(blocks[i].Stage, blocks[i].Block, blocks[i].Alpha.Length), blocks[i].Alpha);
            Assert.Equal(TestNetwork.Beta(blocks[i].Stage, blocks[i].Block, blocks[i].Beta.Length), blocks[i].Beta);
        }
    }

    [Fact]
    public void Depthwise_convolutions_have_no_shifts() => Assert.Empty(BlockShifts.Of(TestNetwork.Create(SpatialLayer.Depthwise)));

    [Fact]
    public void Mean_and_maximum_are_those_of_both_directions()
    {
        var block = new BlockShifts(0, 0, new BlockSpec(3, 2, 2, 1), [1, -2], [0, -5]);

        Assert.Equal(2, block.MeanAbsolute);
        Assert.Equal(5, block.MaxAbsolute);
    }
}
