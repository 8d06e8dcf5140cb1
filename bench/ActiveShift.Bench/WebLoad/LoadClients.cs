using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace ActiveShift.Bench.WebLoad;

/// <summary>Clients that send pictures one after the other.</summary>
internal sealed class LoadClients(Uri service, IReadOnlyList<byte[]> pictures)
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentBag<string> _errors = [];

    /// <summary>Time of every answered request, from sending its first byte to the last of the answer.</summary>
    public IReadOnlyCollection<double> Milliseconds => _milliseconds;

    /// <summary>Requests that got no answer, or another than 200.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public Task RunAsync(int clients, TimeSpan time) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => SendAsync(client, time))));

    /// <summary>Sends one picture.</summary>
    /// <returns>The answer's JSON.</returns>
    /// <exception cref="HttpRequestException">The answer is another than 200.</exception>
    public static async Task<string> ClassifyAsync(HttpClient http, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var answer = await http.PostAsync("predict", content);
        string text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
    }

    private async Task SendAsync(int client, TimeSpan time)
    {
        using var http = new HttpClient { BaseAddress = service };
        long start = Stopwatch.GetTimestamp();
        for (int i = client; Stopwatch.GetElapsedTime(start) < time; i++)
        {
            long sent = Stopwatch.GetTimestamp();
            try
            {
                await ClassifyAsync(http, pictures[i % pictures.Count]);
                _milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            catch (HttpRequestException e)
            {
                _errors.Add(e.Message);
            }
        }
    }
}
