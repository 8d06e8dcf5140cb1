using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Weights.Caffe;

public sealed class ReleasedWeightsTests
{
    [Fact]
    public void The_release_is_the_network_of_the_paper()
    {
        var network = ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights);

        var paper = NetworkSpec.AsResNetW32();
        Assert.Equal(paper.Stem, network.Spec.Stem);
        Assert.Equal(paper.Stages, network.Spec.Stages);
        Assert.Equal(paper.Tensors.Select(t => (t.Name, t.Count)), network.Spec.Tensors.Select(t => (t.Name, t.Count)));
        Assert.Equal(
            (paper.Channels, paper.Height, paper.Width, paper.Classes),
            (network.Spec.Channels, network.Spec.Height, network.Spec.Width, network.Spec.Classes));
        Assert.Equal(paper.ParameterCount, network.Spec.ParameterCount);
    }

    [Fact]
    public void The_release_cut_off_in_the_middle_is_an_error()
    {
        byte[] file = File.ReadAllBytes(SharedData.ReleasedWeights);
        for (int i = 1; i < 50; i++)
        {
            var part = new MemoryStream(file, 0, (int)((long)file.Length * i / 50));
            Assert.Throws<InvalidDataException>(() => ActiveShiftModels.LoadCaffe(part));
        }
    }
}
