namespace ActiveShift.ML.Tests.Devices;

public sealed class GpuRequestTests
{
    [Fact]
    public void Without_a_wish_it_is_the_CPU_and_nothing_is_asked() =>
        Assert.Null(new GpuRequest(null, "Setting", false).Resolve("training", _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException()));

    [Fact]
    public void A_GPU_that_is_there_is_used() =>
        Assert.Equal(2, new GpuRequest(2, "Setting", true).Resolve("training", id => id == 2 ? null : "no", _ => throw new InvalidOperationException()));

    [Fact]
    public void One_that_is_not_there_is_an_error_or_a_warning()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new GpuRequest(2, "Setting", false).Resolve("training", _ => "it is away", _ => { }));
        Assert.Equal("Setting is 2, but it is away. Leave it null, or set FallbackToCpu.", error.Message);

        var warnings = new List<string>();
        Assert.Null(new GpuRequest(2, "Setting", true).Resolve("training", _ => "it is away", warnings.Add));
        Assert.Equal("Setting is 2, but it is away: training on the CPU, as FallbackToCpu allows.", Assert.Single(warnings));
    }
}
