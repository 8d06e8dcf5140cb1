using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WebApi.Tests;

public sealed class OverloadTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_without_a_place_is_refused_and_told_when_to_come_back()
    {
        using var service = new TestService(("Scorers", "1"), ("QueueLength", "0"));
        using var client = service.CreateStreamingClient();
        using var slow = new SlowPicture(Pictures.Red());
        var first = client.PostAsync("/predict", slow);

        using var second = await Until(client, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        Assert.Contains("1 requests", await second.Refusal(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);

        slow.Finish();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/predict", Requests.Picture(Pictures.Red()))).StatusCode);
    }

    [Fact]
    public async Task Requests_in_the_queue_are_served()
    {
        using var service = new TestService(("Scorers", "1"), ("QueueLength", "20"));
        using var client = service.CreateStreamingClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => client.PostAsync("/predict", Requests.Picture(Pictures.Red()))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_its_place()
    {
        using var service = new TestService(("Scorers", "1"), ("QueueLength", "0"));
        using var client = service.CreateStreamingClient();
        using var leaving = new CancellationTokenSource();
        using var slow = new SlowPicture(Pictures.Red());
        var first = client.PostAsync("/predict", slow, leaving.Token);
        (await Until(client, HttpStatusCode.ServiceUnavailable)).Dispose();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        (await Until(client, HttpStatusCode.OK)).Dispose();
    }

    [Fact]
    public async Task An_upload_that_takes_too_long_is_given_up()
    {
        using var service = new TestService(("RequestSeconds", "1"));
        using var client = service.CreateStreamingClient();
        using var slow = new SlowPicture(Pictures.Red());

        string detail = await (await client.PostAsync("/predict", slow)).Refusal(HttpStatusCode.RequestTimeout);

        Assert.Contains("1 s", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_in_progress_are_answered_before_the_service_stops()
    {
        using var service = new TestService(("Scorers", "1"), ("QueueLength", "0"));
        service.UseKestrel(0);
        service.StartServer();
        using var client = service.CreateStreamingClient();
        using var slow = new SlowPicture(Pictures.Red());
        var answer = client.PostAsync("/predict", slow);
        (await Until(client, HttpStatusCode.ServiceUnavailable)).Dispose();

        var lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        slow.Finish();

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    /// <summary>Sends pictures until the answer has a status: the service sees what other clients do a moment later.</summary>
    private static async Task<HttpResponseMessage> Until(HttpClient client, HttpStatusCode status)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            var response = await client.PostAsync("/predict", Requests.Picture(Pictures.Red()));
            if (response.StatusCode == status)
                return response;
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, $"Never {status}; at last {response.StatusCode}.");
            response.Dispose();
            await Task.Delay(20);
        }
    }
}
