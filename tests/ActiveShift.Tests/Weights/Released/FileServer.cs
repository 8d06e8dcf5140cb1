using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>A server on this machine that answers as a test says, byte for byte, and well or badly.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;

    /// <param name="answer">Writes the answer to a request of a path; then the connection is closed.</param>
    public FileServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <param name="answer">The answer to every request.</param>
    public FileServer(byte[] answer)
        : this((_, body, end) => body.WriteAsync(answer, end).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/files");

    /// <summary>What was asked for: the second word of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The head of an answer, and what there is of its body.</summary>
    public static byte[] Answer(string status, byte[] body, int? length = null, string headers = "") =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n{headers}\r\n"),
        .. body,
    ];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var end = _end.Token;
        while (!end.IsCancellationRequested)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(end), end);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            string path = (await reader.ReadLineAsync(end))!.Split(' ')[1];
            while (await reader.ReadLineAsync(end) is { Length: > 0 })
            {
            }
            Requests.Enqueue(path);
            await _answer(path, stream, end);
        }
    }
}
