using System.Net;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>Downloads that succeed.</summary>
[Collection(nameof(DirectHttp))]
public sealed class PretrainedDownloadTests : IDisposable
{
    private readonly TinyRelease _release = new();

    public void Dispose() => _release.Dispose();

    [Fact]
    public async Task It_is_downloaded_once()
    {
        using var server = new FileServer(FileServer.Answer("200 OK", _release.Content));
        var options = new PretrainedLoadOptions { BaseAddress = server.Address };

        for (int i = 0; i < 3; i++)
            Assert.Equal(5, (await _release.LoadAsync(options)).Spec.Classes);

        Assert.Equal(["/files/t/tiny.caffemodel"], server.Requests);
        Assert.Equal(["tiny.caffemodel"], _release.Files);
        Assert.Equal(_release.Content, File.ReadAllBytes(_release.FilePath));
    }

    [Fact]
    public async Task Progress_counts_the_bytes()
    {
        using var server = new FileServer(FileServer.Answer("200 OK", _release.Content));
        var progress = new Reports();

        await _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = server.Address, Progress = progress });

        int length = _release.Content.Length;
        Assert.All(progress.Seen, report => Assert.Equal("tiny.caffemodel", report.FileName));
        Assert.All(progress.Seen, report => Assert.Equal(length, report.BytesTotal));
        Assert.Equal(0, progress.Seen[0].BytesDone);
        Assert.Equal(length, progress.Seen[^1].BytesDone);
        Assert.Equal(progress.Seen.OrderBy(report => report.BytesDone), progress.Seen);
    }

    [Fact]
    public async Task A_redirection_is_followed()
    {
        using var server = new FileServer((path, body, end) => body.WriteAsync(
            path == "/moved"
                ? FileServer.Answer("200 OK", _release.Content)
                : FileServer.Answer("302 Found", [], headers: "Location: /moved\r\n"), end).AsTask());

        await _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = server.Address });

        Assert.Equal(["/files/t/tiny.caffemodel", "/moved"], server.Requests);
    }

    /// <summary>In all it takes longer than the server may be silent.</summary>
    [Fact]
    public async Task A_slow_server_that_goes_on_is_waited_for()
    {
        var silence = TimeSpan.FromSeconds(1);
        using var server = new FileServer(async (_, body, end) =>
        {
            byte[] answer = FileServer.Answer("200 OK", _release.Content);
            foreach (byte[] part in answer.Chunk((answer.Length / 15) + 1))
            {
                await body.WriteAsync(part, end);
                await Task.Delay(silence / 10, end);
            }
        });

        await _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = server.Address, StallTimeout = silence });
    }

    [Fact]
    public async Task Two_at_once_both_succeed_and_leave_one_file()
    {
        var both = new Barrier(2);
        using var server = new FileServer(async (_, body, end) =>
        {
            await Task.Run(() => both.SignalAndWait(end), end);
            await body.WriteAsync(FileServer.Answer("200 OK", _release.Content), end);
        });
        var options = new PretrainedLoadOptions { BaseAddress = server.Address };

        var networks = await Task.WhenAll(_release.LoadAsync(options), _release.LoadAsync(options));

        Assert.All(networks, network => Assert.Equal(5, network.Spec.Classes));
        Assert.Equal(["tiny.caffemodel"], _release.Files);
    }

    [Fact]
    public async Task Another_processs_file_that_came_first_stays()
    {
        using var server = new FileServer(async (_, body, end) =>
        {
            _release.WriteFile([1, 2, 3]);
            await body.WriteAsync(FileServer.Answer("200 OK", _release.Content), end);
        });

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = server.Address }));

        Assert.Contains("left as it is", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_release.FilePath));
        Assert.Equal(["tiny.caffemodel"], _release.Files);
    }

    [Fact]
    public async Task Parts_of_killed_processes_are_deleted_once_they_are_old()
    {
        Directory.CreateDirectory(_release.Folder);
        File.WriteAllBytes($"{_release.FilePath}.old.part", []);
        File.SetLastWriteTimeUtc($"{_release.FilePath}.old.part", DateTime.UtcNow.AddDays(-3));
        File.WriteAllBytes($"{_release.FilePath}.new.part", []);
        using var server = new FileServer(FileServer.Answer("200 OK", _release.Content));

        await _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = server.Address });

        Assert.Equal(["tiny.caffemodel", "tiny.caffemodel.new.part"], _release.Files.Order(StringComparer.Ordinal));
    }

    /// <summary>.NET's proxy is that of the environment variables; here it stands in for them.</summary>
    [Fact]
    public async Task It_goes_through_the_proxy()
    {
        using var server = new FileServer(FileServer.Answer("200 OK", _release.Content));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{server.Port}");
        try
        {
            await _release.LoadAsync(new PretrainedLoadOptions { BaseAddress = new Uri("http://models.invalid/") });
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(["http://models.invalid/t/tiny.caffemodel"], server.Requests);
    }

    private sealed class Reports : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Seen { get; } = [];

        public void Report(DownloadProgress value) => Seen.Add(value);
    }
}
