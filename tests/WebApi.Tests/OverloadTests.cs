using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WebApi.Tests;

public sealed class OverloadTests
{
    private const int LooksForARefusal = 20;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_without_a_place_is_refused_and_told_when_to_come_back()
    {
        using var service = new TestService(("Scorers", "1"), ("QueueLength", "0"));
        using var client = service.CreateStreamingClient();
        var (first, slow, second) = await OccupyAsync(client);

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
        var (first, _, _) = await OccupyAsync(client, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await AcceptedAsync(client);
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
        service.Listen();
        using var client = service.CreateStreamingClient();
        var (answer, slow, _) = await OccupyAsync(client);

        var lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        slow.Finish();

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    /// <summary>Takes the service's one place, with a request that ends when the test says so.</summary>
    /// <returns>That request, its picture, and the answer to another request, which found no place.</returns>
    private static async Task<(Task<HttpResponseMessage> Request, SlowPicture Picture, HttpResponseMessage Refused)> OccupyAsync(
        HttpClient client, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            var slow = new SlowPicture(Pictures.Red());
            var request = client.PostAsync("/predict", slow, cancellation);
            for (int i = 0; i < LooksForARefusal; i++)
            {
                var other = await client.PostAsync("/predict", Requests.Picture(Pictures.Red()), CancellationToken.None);
                if (other.StatusCode == HttpStatusCode.ServiceUnavailable)
                    return (request, slow, other);
                Assert.True(Stopwatch.GetElapsedTime(start) < _patience, $"Never refused; at last {other.StatusCode}.");
                await Task.Delay(20, CancellationToken.None);
            }
            // One of those may have had the place when the slow request came, which was refused then; its client notices at the end of its upload.
            slow.Finish();
            await request;
        }
    }

    /// <summary>Sends pictures until one finds a place: the service sees a moment later that a client has left.</summary>
    private static async Task AcceptedAsync(HttpClient client)
    {
        long start = Stopwatch.GetTimestamp();
        while ((await client.PostAsync("/predict", Requests.Picture(Pictures.Red()))).StatusCode != HttpStatusCode.OK)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, "The place was never left.");
            await Task.Delay(20);
        }
    }
}
