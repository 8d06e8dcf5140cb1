using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace WebApi.Tests;

/// <summary>Requests as clients send them.</summary>
internal static class Requests
{
    public static ByteArrayContent Picture(byte[] encoded, string type = "image/png")
    {
        var content = new ByteArrayContent(encoded);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    public static MultipartFormDataContent Form(params HttpContent[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var file in files)
            form.Add(file, "file", "picture.png");
        return form;
    }

    public static async Task<JsonElement> ReadJson(this HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Checks that a request was refused as it should be.</summary>
    /// <returns>What the answer says in detail.</returns>
    public static async Task<string> Refusal(this HttpResponseMessage response, HttpStatusCode status)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }
}
