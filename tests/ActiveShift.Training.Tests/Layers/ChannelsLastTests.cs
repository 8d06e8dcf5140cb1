using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class ChannelsLastTests
{
    [Fact]
    public void Only_the_layout_changes_and_it_is_known_again()
    {
        using var scope = NewDisposeScope();
        var x = arange(2 * 3 * 4 * 5).view(2, 3, 4, 5);
        var last = ChannelsLast.Of(x);
        Assert.False(ChannelsLast.Is(x));
        Assert.True(ChannelsLast.Is(last));
        Assert.Equal(x.shape, last.shape);
        Assert.True(last.eq(x).all().item<bool>());
        Assert.Equal(DeviceMemory.Pointer(last), DeviceMemory.Pointer(ChannelsLast.Of(last)));
    }

    [Fact]
    public void Tensors_with_gaps_have_no_layout_and_those_with_both_count_as_contiguous()
    {
        using var scope = NewDisposeScope();
        Assert.False(ChannelsLast.Is(ChannelsLast.Of(zeros(2, 4, 4, 5)).narrow(1, 0, 2)));
        Assert.False(ChannelsLast.Is(ChannelsLast.Of(zeros(2, 1, 4, 5))));
        Assert.False(ChannelsLast.Is(ChannelsLast.Of(zeros(2, 3, 1, 1))));
    }
}
