using System.Net;
using System.Net.Sockets;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>Downloads that fail: the error says what to do, and nothing is left.</summary>
[Collection(nameof(DirectHttp))]
public sealed class FailedDownloadTests : IDisposable
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);

    private readonly TinyRelease _release = new();

    public void Dispose() => _release.Dispose();

    [Fact]
    public async Task Wrong_content_is_not_kept()
    {
        byte[] other = [.. _release.Content];
        other[^1] ^= 1;

        var error = await FailsAsync<InvalidDataException>(FileServer.Answer("200 OK", other));

        Assert.Contains(GitObjectId.Of(other), error.Message, StringComparison.Ordinal);
        Assert.Contains($"expected {_release.Network.ObjectId}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_its_place_is_called_so()
    {
        var error = await FailsAsync<InvalidDataException>(FileServer.Answer("200 OK", "<!DOCTYPE html>"u8.ToArray()));

        Assert.Contains("It is an HTML page", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_body_that_ends_early_is_an_error() =>
        FailsAsync<IOException>(FileServer.Answer("200 OK", _release.Content[..^100], _release.Content.Length));

    [Fact]
    public Task A_body_of_unknown_length_that_ends_early_is_an_error() => FailsAsync<InvalidDataException>(
        [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. _release.Content[..^100]]);

    [Fact]
    public async Task A_body_longer_than_any_file_is_not_read_to_its_end()
    {
        var error = await FailsAsync<IOException>(
            FileServer.Answer("200 OK", new byte[ReleasedNetwork.MaxLength + 1]));

        Assert.Contains("sends more than 67108864 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_server_has_not_is_an_error()
    {
        var error = await FailsAsync<IOException>(FileServer.Answer("404 Not Found", "nothing"u8.ToArray()));

        Assert.Contains("The server answers 404 (Not Found).", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_falls_silent_is_an_error(bool afterHalf)
    {
        byte[] answer = FileServer.Answer("200 OK", _release.Content);
        var error = await FailsAsync<IOException>(async (_, body, end) =>
        {
            await body.WriteAsync(answer.AsMemory(0, afterHalf ? answer.Length / 2 : 0), end);
            await Task.Delay(Timeout.Infinite, end);
        });

        Assert.Contains("sent nothing for 0.3 seconds (StallTimeout)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>It accepts the connection, and says nothing to the beginning of TLS.</summary>
    [Fact]
    public async Task A_connection_that_does_not_come_about_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var error = await FailsAsync<IOException>(new Uri($"https://{listener.LocalEndpoint}/"));

        Assert.Contains("no connection within 0.3 seconds (ConnectTimeout)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error()
    {
        var server = new FileServer([]);
        server.Dispose();

        await FailsAsync<IOException>(server.Address);
    }

    [Fact]
    public async Task Cancelled_it_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new FileServer(async (_, body, end) =>
        {
            byte[] answer = FileServer.Answer("200 OK", _release.Content);
            await body.WriteAsync(answer.AsMemory(0, answer.Length / 2), end);
            await Task.Delay(_short, end);
            Assert.Single(_release.Files);
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, end);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _release.LoadAsync(
            new PretrainedLoadOptions { BaseAddress = server.Address }, cancellation.Token));

        Assert.True(cancellation.IsCancellationRequested);
        Assert.Empty(_release.Files);
    }

    private Task<TException> FailsAsync<TException>(byte[] answer)
        where TException : Exception => FailsAsync<TException>((_, body, end) => body.WriteAsync(answer, end).AsTask());

    private async Task<TException> FailsAsync<TException>(Func<string, Stream, CancellationToken, Task> answer)
        where TException : Exception
    {
        using var server = new FileServer(answer);
        return await FailsAsync<TException>(server.Address);
    }

    private async Task<TException> FailsAsync<TException>(Uri address)
        where TException : Exception
    {
        var options = new PretrainedLoadOptions
        {
            BaseAddress = address,
            ConnectTimeout = _short,
            StallTimeout = _short,
        };

        var error = await Assert.ThrowsAsync<TException>(() => _release.LoadAsync(options));

        string file = $"{address.AbsoluteUri.TrimEnd('/')}/t/tiny.caffemodel";
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains($"folder '{_release.Folder}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("name 'tiny.caffemodel'", error.Message, StringComparison.Ordinal);
        Assert.Empty(_release.Files);
        return error;
    }
}
