using System.Net;
using System.Net.Http.Headers;
using ActiveShift.ML;
using SkiaSharp;

namespace WebApi.Tests;

public sealed class RefusalTests : IDisposable
{
    private const int MaxBytes = 4096;
    private const int MaxPixels = 10_000;

    private readonly TestService _service = new(("MaxImageBytes", $"{MaxBytes}"), ("MaxImagePixels", $"{MaxPixels}"));
    private readonly HttpClient _client;

    public RefusalTests() => _client = _service.CreateClient();

    public void Dispose() => _service.Dispose();

    public static TheoryData<byte[], string> NoPictures { get; } = new()
    {
        { "not a picture"u8.ToArray(), "13 bytes, which begin with 6E6F74206120706963747572" },
        { "BMW and other makes of cars"u8.ToArray(), "begin with 424D57" },
        { [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "HEIC" },
        { [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0], "AVIF" },
        { [.. "II*"u8, 0, 8, 0, 0, 0], "TIFF" },
        { "%PDF-1.7"u8.ToArray(), "PDF" },
        { "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "SVG" },
        { " <!DOCTYPE html><html></html>"u8.ToArray(), "HTML" },
    };

    [Theory]
    [MemberData(nameof(NoPictures), DisableDiscoveryEnumeration = true)]
    public async Task Bytes_that_are_no_picture_whatever_their_type_says(byte[] content, string seen)
    {
        HttpContent[] bodies = [Requests.Picture(content), Requests.Form(Requests.Picture(content, "image/jpeg"))];
        foreach (var body in bodies)
        {
            string detail = await (await _client.PostAsync("/predict", body)).Refusal(
                HttpStatusCode.UnsupportedMediaType);

            Assert.Contains(seen, detail, StringComparison.Ordinal);
            Assert.Contains("image/jpeg", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 20)]
    [InlineData(SKEncodedImageFormat.Jpeg, 5)]
    [InlineData(SKEncodedImageFormat.Webp, 14)]
    public async Task The_beginning_of_a_picture(SKEncodedImageFormat format, int length)
    {
        string detail = await (await _client.PostAsync(
            "/predict", Requests.Picture(Pictures.Red(format)[..length]))).Refusal(HttpStatusCode.UnprocessableEntity);

        Assert.Contains($"{length} bytes", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_whose_format_is_not_accepted_whatever_its_type_says()
    {
        // The head of an icon file with one 1x1 bitmap of 32 bits.
        byte[] icon = [0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 48, 0, 0, 0, 22, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 32, .. new byte[33]];

        string detail = await (await _client.PostAsync("/predict", Requests.Picture(icon))).Refusal(HttpStatusCode.UnsupportedMediaType);

        Assert.Contains("Ico", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Too_many_bytes(bool chunked)
    {
        byte[] picture = new byte[MaxBytes + 1];
        Pictures.Red().CopyTo(picture, 0);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = Requests.Picture(picture) };
        request.Headers.TransferEncodingChunked = chunked;

        string detail = await (await _client.SendAsync(request)).Refusal(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains($"{MaxBytes}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_bytes_in_a_form()
    {
        string detail = await (await _client.PostAsync("/predict", Requests.Form(Requests.Picture(new byte[MaxBytes + 1]))))
            .Refusal(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains($"{MaxBytes}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_bytes_as_are_allowed_are_not_too_many()
    {
        byte[] picture = new byte[MaxBytes];
        Pictures.Red().CopyTo(picture, 0);

        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync("/predict", Requests.Form(Requests.Picture(picture)))).StatusCode);
    }

    [Fact]
    public async Task Too_many_pixels_in_a_small_file()
    {
        string detail = await (await _client.PostAsync("/predict", Requests.Picture(Pictures.Red(SKEncodedImageFormat.Png, side: 101))))
            .Refusal(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("101 x 101", detail, StringComparison.Ordinal);
        Assert.Contains($"{MaxPixels}", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BadImageScoring.Error)]
    [InlineData(BadImageScoring.Missing)]
    public async Task A_picture_that_is_cut_short(BadImageScoring badImages)
    {
        using var service = new TestService(named: true, badImages);
        byte[] picture = Pictures.Red(SKEncodedImageFormat.Jpeg, side: 90);
        var client = service.CreateClient();

        string detail = await (await client.PostAsync("/predict", Requests.Picture(picture[..^(picture.Length / 4)], "image/jpeg")))
            .Refusal(HttpStatusCode.UnprocessableEntity);

        Assert.Contains($"{picture.Length - (picture.Length / 4)} bytes", detail, StringComparison.Ordinal);
        // The scorer that met it still works.
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/predict", Requests.Picture(picture, "image/jpeg"))).StatusCode);
    }

    [Fact]
    public async Task No_bytes() =>
        Assert.Contains("0 bytes", await (await _client.PostAsync("/predict", Requests.Picture([]))).Refusal(HttpStatusCode.BadRequest), StringComparison.Ordinal);

    [Fact]
    public async Task A_form_without_a_file()
    {
        using var form = new MultipartFormDataContent { { new StringContent("text"), "file" } };

        Assert.Contains("no file", await (await _client.PostAsync("/predict", form)).Refusal(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_two_files()
    {
        using var form = Requests.Form(Requests.Picture(Pictures.Red()), Requests.Picture(Pictures.Blue()));

        Assert.Contains("more than one", await (await _client.PostAsync("/predict", form)).Refusal(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data", "boundary")]
    [InlineData("multipart/form-data; boundary=x", "breaks off")]
    public async Task A_damaged_form(string type, string expected)
    {
        var content = new StringContent("--x\r\nContent-Disposition: form-data; name=file; filename=a.png\r\nContent-Type: image/png\r\n\r\nabc");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Assert.Contains(expected, await (await _client.PostAsync("/predict", content)).Refusal(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task A_top_that_is_no_count(string top) =>
        Assert.Contains(top, await (await _client.PostAsync($"/predict?top={top}", Requests.Picture(Pictures.Red()))).Refusal(HttpStatusCode.BadRequest), StringComparison.Ordinal);

    [Fact]
    public async Task Another_method_or_path()
    {
        await (await _client.GetAsync("/predict")).Refusal(HttpStatusCode.MethodNotAllowed);
        await (await _client.GetAsync("/nothing")).Refusal(HttpStatusCode.NotFound);
    }
}
