using System.Net;
using System.Net.Http.Headers;

namespace WebApi.Tests;

/// <summary>A picture whose second half is sent when the test says so.</summary>
internal sealed class SlowPicture : HttpContent
{
    private readonly byte[] _picture;
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowPicture(byte[] picture)
    {
        _picture = picture;
        Headers.ContentType = new MediaTypeHeaderValue("image/png");
    }

    public void Finish() => _finish.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        int half = _picture.Length / 2;
        await stream.WriteAsync(_picture.AsMemory(0, half), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await _finish.Task.WaitAsync(cancellationToken);
        await stream.WriteAsync(_picture.AsMemory(half), cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _picture.Length;
        return true;
    }
}
