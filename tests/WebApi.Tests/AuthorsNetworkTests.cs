using ActiveShift.Tests.Shared;

namespace WebApi.Tests;

/// <summary>A network of the paper's authors, served by its name: its classes have ImageNet's names.</summary>
public sealed class AuthorsNetworkTests
{
    [Fact]
    public async Task It_is_served_by_name()
    {
        // Where the service looks for it, so that it downloads nothing; no other test of this process looks there.
        Environment.SetEnvironmentVariable("ACTIVESHIFT_MODELS", Path.GetDirectoryName(SharedData.ReleasedWeights));
        byte[] photograph = File.ReadAllBytes(Path.Combine(SharedData.ImageNet50, "n02007558_flamingo.JPEG"));
        await using var service = new TestService("as-resnet-w32");
        using var client = service.CreateClient();

        var model = await (await client.GetAsync("/model")).ReadJson();
        var answer = await (await client.PostAsync("/predict", new ByteArrayContent(photograph))).ReadJson();

        Assert.Equal("as-resnet-w32", model.GetProperty("name").GetString());
        Assert.Equal("tabby", model.GetProperty("classes")[281].GetString());
        Assert.Equal("flamingo", answer.GetProperty("label").GetString());
    }
}
