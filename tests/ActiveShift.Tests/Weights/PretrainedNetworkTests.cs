using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Weights;

public sealed class PretrainedNetworkTests
{
    private static readonly PretrainedNetwork _network =
        ActiveShiftModels.LoadCaffe(new MemoryStream(new TinyCaffeModel().Encode()));

    [Fact]
    public void Class_names_are_copied()
    {
        string[] names = ["a", "b", "c", "c", "e"];
        var named = _network with { ClassNames = names };
        names[0] = "z";

        Assert.Null(_network.ClassNames);
        Assert.Equal(["a", "b", "c", "c", "e"], named.ClassNames);
        Assert.Null((named with { ClassNames = null }).ClassNames);
    }

    [Fact]
    public void They_are_one_name_a_class()
    {
        var count = Assert.Throws<ArgumentException>(() => _network with { ClassNames = ["a", "b"] });
        Assert.StartsWith("ClassNames has 2 name(s); the network has 5 classes.", count.Message, StringComparison.Ordinal);
        var empty = Assert.Throws<ArgumentException>(() => _network with { ClassNames = ["a", "b", "c", "", "e"] });
        Assert.StartsWith("ClassNames[3] is empty", empty.Message, StringComparison.Ordinal);
    }
}
