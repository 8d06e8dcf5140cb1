namespace WebApi;

/// <summary>The section <c>ActiveShift</c> of the configuration: command line, environment variables or appsettings.json.</summary>
internal sealed record ServiceOptions
{
    public const string Section = "ActiveShift";

    /// <summary>
    /// The model's file, as <c>mlContext.Model.Save</c> wrote it or as the paper's authors released it, or the name of
    /// one of their networks, which is downloaded at first use.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The largest picture accepted, in bytes; 1 KiB to 1 GiB. Default 10 MiB.</summary>
    public long MaxImageBytes { get; init; } = 10 << 20;

    /// <summary>The largest picture accepted, in pixels: decoding takes four bytes for each, however small the file; 1 to 64 Mi. Default 16 Mi.</summary>
    public long MaxImagePixels { get; init; } = 16 << 20;

    /// <summary>Pictures scored at the same time; 1 to 256. Default: one per processor.</summary>
    public int Scorers { get; init; } = Math.Min(Environment.ProcessorCount, 256);

    /// <summary>Requests that may wait besides, 0 to 10,000; the next one is refused at once. Default 64.</summary>
    public int QueueLength { get; init; } = 64;

    /// <summary>Seconds in which a request, upload included, must be done; 1 to 3600. Default 30.</summary>
    public int RequestSeconds { get; init; } = 30;

    /// <summary>Requests in the house at most, each with one picture in memory.</summary>
    public int Places => Scorers + QueueLength;

    /// <exception cref="StartupException">A value is not of its type, or out of its range.</exception>
    public static ServiceOptions Read(IConfiguration configuration)
    {
        ServiceOptions options;
        try
        {
            options = configuration.GetSection(Section).Get<ServiceOptions>() ?? new ServiceOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException(e.Message, e);
        }
        Check(nameof(MaxImageBytes), options.MaxImageBytes, 1 << 10, 1 << 30);
        Check(nameof(MaxImagePixels), options.MaxImagePixels, 1, 1 << 26);
        Check(nameof(Scorers), options.Scorers, 1, 256);
        Check(nameof(QueueLength), options.QueueLength, 0, 10_000);
        Check(nameof(RequestSeconds), options.RequestSeconds, 1, 3600);
        return options;
    }

    private static void Check(string name, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
            throw new StartupException($"{Section}:{name} is {value}; expected {lowest} to {highest}.");
    }
}
