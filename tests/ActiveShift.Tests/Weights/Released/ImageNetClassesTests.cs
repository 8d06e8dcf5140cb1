using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Weights.Released;

public sealed class ImageNetClassesTests
{
    [Fact]
    public void There_are_1000_in_the_order_of_ImageNet()
    {
        var names = ImageNetClasses.Names;

        Assert.Equal(1000, names.Count);
        Assert.DoesNotContain(names, name => name.Length == 0 || name != name.Trim());
        Assert.Equal(("tench", "tabby", "toilet tissue"), (names[0], names[281], names[999]));
        var twice = names.CountBy(name => name).Where(pair => pair.Value > 1).Select(pair => pair.Key);
        Assert.Equal(["crane", "maillot"], twice);
    }

    [Fact]
    public void They_are_those_of_the_table() => Assert.Equal(
        File.ReadLines(SharedData.ImageNetClasses).Skip(1).Select(line => line.Split('\t')[2]), ImageNetClasses.Names);
}
