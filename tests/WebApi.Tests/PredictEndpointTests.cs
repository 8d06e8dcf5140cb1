using ActiveShift.ML;
using Microsoft.ML;
using SkiaSharp;

namespace WebApi.Tests;

public sealed class PredictEndpointTests(TestService service) : IClassFixture<TestService>
{
    private readonly HttpClient _client = service.CreateClient();

    [Fact]
    public async Task A_picture_in_the_body_is_classified()
    {
        var answer = await (await _client.PostAsync("/predict", Requests.Picture(Pictures.Red()))).ReadJson();

        Assert.Equal("red", answer.GetProperty("label").GetString());
        Assert.InRange(answer.GetProperty("probability").GetSingle(), 0.999f, 1f);
        Assert.Equal(["red", "green", "blue"], answer.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()));
        Assert.Equal(24, answer.GetProperty("image").GetProperty("width").GetInt32());
    }

    [Fact]
    public async Task A_picture_in_a_form_is_classified()
    {
        using var form = Requests.Form(Requests.Picture(Pictures.Blue()));
        form.Add(new StringContent("a field that is not a file"), "note");

        var answer = await (await _client.PostAsync("/predict", form)).ReadJson();

        Assert.Equal("blue", answer.GetProperty("label").GetString());
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    [InlineData(SKEncodedImageFormat.Png, "IMAGE/PNG")]
    public async Task Every_accepted_format_is_read(SKEncodedImageFormat format, string type)
    {
        var answer = await (await _client.PostAsync("/predict", Requests.Picture(Pictures.Red(format), type))).ReadJson();

        Assert.Equal("red", answer.GetProperty("label").GetString());
        Assert.Equal(format.ToString(), answer.GetProperty("image").GetProperty("format").GetString());
    }

    /// <summary>
    /// What clients call a picture: programs that name no type, old browsers, curl's default, and those that guess.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("image/jpg")]
    [InlineData("image/pjpeg")]
    [InlineData("image/x-png")]
    [InlineData("image/x-ms-bmp")]
    [InlineData("image/png; charset=binary")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    public async Task A_picture_is_one_whatever_its_type_says(string? type)
    {
        using var body = Typed(Pictures.Red(SKEncodedImageFormat.Jpeg), type);
        using var form = Requests.Form(Typed(Pictures.Blue(), type));

        Assert.Equal(
            "red", (await (await _client.PostAsync("/predict", body)).ReadJson()).GetProperty("label").GetString());
        Assert.Equal(
            "blue", (await (await _client.PostAsync("/predict", form)).ReadJson()).GetProperty("label").GetString());

        static ByteArrayContent Typed(byte[] picture, string? type)
        {
            var content = new ByteArrayContent(picture);
            if (type is not null)
                content.Headers.TryAddWithoutValidation("Content-Type", type);
            return content;
        }
    }

    [Fact]
    public async Task A_bitmap_is_read()
    {
        using var bitmap = Requests.Picture(Pictures.RedBitmap(), "image/x-ms-bmp");

        var answer = await (await _client.PostAsync("/predict", bitmap)).ReadJson();

        Assert.Equal("Bmp", answer.GetProperty("image").GetProperty("format").GetString());
    }

    /// <summary>As Python's requests sends it, byte for byte.</summary>
    [Fact]
    public async Task A_part_without_a_type_is_classified()
    {
        byte[] body =
        [
            .. "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"u8,
            .. Pictures.Green(), .. "\r\n--B--\r\n"u8,
        ];
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=B");

        Assert.Equal("green",
            (await (await _client.PostAsync("/predict", content)).ReadJson()).GetProperty("label").GetString());
    }

    [Fact]
    public async Task Top_says_how_many_classes_are_listed()
    {
        var answer = await (await _client.PostAsync("/predict?top=2", Requests.Picture(Pictures.Green()))).ReadJson();

        Assert.Equal(["green", "red"], answer.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Probabilities_are_those_of_the_pipeline()
    {
        var context = new MLContext();
        var pipeline = context.Model.Load(service.ModelPath, out _);
        using var owner = pipeline as IDisposable;
        byte[] picture = Pictures.Red(SKEncodedImageFormat.Jpeg, side: 50);
        var scored = pipeline.Transform(context.Data.LoadFromEnumerable([new Row { Photo = picture }]));
        float[] expected = context.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false).Single().Score;

        var answer = await (await _client.PostAsync("/predict", Requests.Picture(picture, "image/jpeg"))).ReadJson();

        Assert.Equal(
            expected.OrderDescending(), answer.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("probability").GetSingle()));
    }

    [Fact]
    public async Task Requests_side_by_side_get_their_own_answers()
    {
        byte[][] pictures = [Pictures.Red(), Pictures.Green(), Pictures.Blue()];
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
            (await (await _client.PostAsync("/predict", Requests.Picture(pictures[i % 3]))).ReadJson()).GetProperty("label").GetString()));

        Assert.All(answers.Index(), answer => Assert.Equal(ColourNetwork.ClassNames[answer.Index % 3], answer.Item));
    }

    [Fact]
    public async Task Classes_without_names_are_numbered()
    {
        using var unnamed = new TestService(named: false, BadImageScoring.Error);

        var answer = await (await unnamed.CreateClient().PostAsync("/predict", Requests.Picture(Pictures.Blue()))).ReadJson();

        Assert.Equal("class 2", answer.GetProperty("label").GetString());
    }

    private sealed class Row
    {
        public byte[] Photo { get; set; } = [];
    }

    private sealed class ScoredRow
    {
        public float[] Score { get; set; } = [];
    }
}
