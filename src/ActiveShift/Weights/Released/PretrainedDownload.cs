using System.Globalization;
using System.Net;

namespace ActiveShift;

/// <summary>A file of the release over HTTP, through the proxy that the usual environment variables name.</summary>
internal static class PretrainedDownload
{
    private const int PartLength = 1 << 16;

    /// <summary>Copies a network's file into a stream.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Address, time-outs and progress.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">It does not succeed; the message says why and nothing of the address.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task CopyAsync(
        ReleasedNetwork network, PretrainedLoadOptions options, Stream target, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout };
        // A limit to the whole would stop slow lines; what is limited is the silence.
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            silence.CancelAfter(options.ConnectTimeout + options.StallTimeout);
            var address = options.AddressOf(network);
            using var response = await client
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new IOException($"The server answers {(int)response.StatusCode} ({response.ReasonPhrase}).");
            await CopyBodyAsync(response.Content, network, options, target, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(silence.IsCancellationRequested
                ? $"The server sent nothing for {Seconds(options.StallTimeout)} (StallTimeout)."
                : $"There was no connection within {Seconds(options.ConnectTimeout)} (ConnectTimeout).", e);
        }
        catch (HttpRequestException e)
        {
            // Of TLS, the outer exception says no more than that it failed.
            string? cause = e.InnerException?.Message;
            throw new IOException(cause is null || e.Message.Contains(cause, StringComparison.Ordinal)
                ? e.Message : $"{e.Message} {cause}", e);
        }
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} seconds");

    private static async Task CopyBodyAsync(
        HttpContent content, ReleasedNetwork network, PretrainedLoadOptions options, Stream target,
        CancellationTokenSource silence)
    {
        long? total = content.Headers.ContentLength;
        using var body = await content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        byte[] part = new byte[PartLength];
        for (long done = 0; ;)
        {
            options.Progress?.Report(new DownloadProgress(network.FileName, done, total));
            silence.CancelAfter(options.StallTimeout);
            int read = await body.ReadAsync(part, silence.Token).ConfigureAwait(false);
            // What is done with the bytes takes the time that it takes.
            silence.CancelAfter(Timeout.InfiniteTimeSpan);
            if (read == 0)
                return;
            done += read;
            if (done > ReleasedNetwork.MaxLength)
                throw new IOException($"The server sends more than {ReleasedNetwork.MaxLength} bytes.");
            await target.WriteAsync(part.AsMemory(0, read), silence.Token).ConfigureAwait(false);
        }
    }
}
