using System.Xml.Linq;

namespace WebApi.Tests;

public sealed class ModelEndpointsTests(TestService service) : IClassFixture<TestService>
{
    private readonly HttpClient _client = service.CreateClient();

    [Fact]
    public async Task Health_names_the_model()
    {
        var health = await (await _client.GetAsync("/health")).ReadJson();

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("colours.zip", health.GetProperty("model").GetString());
        Assert.NotEmpty(health.GetProperty("backend").GetString()!);
    }

    [Fact]
    public async Task Model_describes_the_network()
    {
        var model = await (await _client.GetAsync("/model")).ReadJson();

        Assert.Equal(ColourNetwork.ClassNames, model.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal([ColourNetwork.Side, ColourNetwork.Side, 3], model.GetProperty("input").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(1, model.GetProperty("temperature").GetDouble());
        Assert.Equal("None", model.GetProperty("testTimeAugmentation").GetString());
        var layers = model.GetProperty("shifts").EnumerateArray().ToList();
        Assert.Equal(["stage 1, block 1", "stage 2, block 1", "stage 3, block 1"], layers.Select(layer => layer.GetProperty("name").GetString()));
        Assert.All(layers, layer => Assert.InRange(layer.GetProperty("largestShift").GetDouble(), layer.GetProperty("meanShift").GetDouble(), 2));
    }

    [Fact]
    public async Task Shifts_are_a_picture_with_a_point_for_every_channel()
    {
        var response = await _client.GetAsync("/shifts.svg");
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        var svg = XDocument.Parse(await response.Content.ReadAsStringAsync());

        XNamespace ns = "http://www.w3.org/2000/svg";
        int[] channels = [.. (await (await _client.GetAsync("/model")).ReadJson()).GetProperty("shifts").EnumerateArray().Select(layer => layer.GetProperty("channels").GetInt32())];
        Assert.Equal(channels, svg.Descendants(ns + "g").Select(plot => plot.Elements(ns + "circle").Count()));
    }

    [Fact]
    public async Task OpenApi_describes_every_endpoint()
    {
        var paths = (await (await _client.GetAsync("/openapi/v1.json")).ReadJson()).GetProperty("paths");

        Assert.Equal(["/health", "/model", "/predict", "/shifts.svg"], paths.EnumerateObject().Select(path => path.Name).Order());
        var predict = paths.GetProperty("/predict").GetProperty("post");
        Assert.Equal(
            ["application/octet-stream", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp",
                "multipart/form-data"],
            predict.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name).Order());
        Assert.Equal(
            ["200", "400", "408", "413", "415", "422", "503"], predict.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order());
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page.css", "text/css")]
    [InlineData("/page.js", "text/javascript")]
    public async Task The_page_is_served_and_loads_nothing_from_elsewhere(string path, string type)
    {
        var response = await _client.GetAsync(path);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("://", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
