namespace ActiveShift;

/// <summary>Where <see cref="ActiveShiftModels.Load"/> finds a network, and how it downloads one.</summary>
public sealed record PretrainedLoadOptions
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <summary>
    /// The folder with the networks' files, into which missing ones are downloaded; made if it is not there. Default
    /// null: the environment variable <c>ACTIVESHIFT_MODELS</c>, and where that is not set <c>ActiveShift/models</c> in
    /// the user's data folder (<see cref="Environment.SpecialFolder.LocalApplicationData"/>: on Linux
    /// <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, on Windows <c>%LOCALAPPDATA%</c>).
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Whether a missing file is downloaded; otherwise it is an error. Default true.</summary>
    public bool Download { get; init; } = true;

    /// <summary>Is told how far the download is, on the thread that downloads. Default null.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>How long a connection may take to come about; above 0, up to a day. Default 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the server may send nothing; above 0, up to a day. A slow download that goes on is not stopped. Default
    /// 30 seconds.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The address, http or https, under which the release's files are, for a mirror: <c>w32</c>, <c>w50</c> and
    /// <c>w68</c> with one file each. Default null: the authors' repository on GitHub.
    /// </summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The address of a network's file.</summary>
    internal Uri AddressOf(ReleasedNetwork network)
    {
        var folder = BaseAddress ?? ReleasedNetwork.BaseAddress;
        // Without a slash at the end, its last part would be replaced.
        return new Uri(new Uri(folder.AbsoluteUri.TrimEnd('/') + "/"), network.Path);
    }

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        if (Folder is not null && string.IsNullOrWhiteSpace(Folder))
            throw Wrong(nameof(Folder), $"'{Folder}'", "a folder, or null for the default");
        CheckTime(nameof(ConnectTimeout), ConnectTimeout);
        CheckTime(nameof(StallTimeout), StallTimeout);
        if (BaseAddress is { } address
            && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
        {
            throw Wrong(
                nameof(BaseAddress), $"'{address}'", "an absolute http or https address, or null for the default");
        }
    }

    private static void CheckTime(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > _longest)
            throw Wrong(name, $"{value}", $"above 0 and at most {_longest}");
    }

    private static ArgumentException Wrong(string name, string seen, string expected) =>
        new($"{name} is {seen}; expected {expected}.", name);
}
