using ActiveShift.ML;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace WebApi.Tests;

/// <summary>The service with the network of <see cref="ColourNetwork"/>, in this process.</summary>
public sealed class TestService : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("webapi-").FullName;
    private readonly (string Name, string Value)[] _settings;
    private bool _listens;

    public TestService()
        : this([])
    {
    }

    internal TestService(params (string Name, string Value)[] settings)
        : this(named: true, BadImageScoring.Error, settings)
    {
    }

    internal TestService(bool named, BadImageScoring badImages, params (string Name, string Value)[] settings)
    {
        _settings = settings;
        ModelPath = Path.Combine(_folder, "colours.zip");
        ColourNetwork.Save(ModelPath, named, badImages);
    }

    internal TestService(string modelPath)
    {
        _settings = [];
        ModelPath = modelPath;
    }

    public string ModelPath { get; }

    /// <summary>
    /// Listens on a free port. The address is a setting: <c>UseKestrel(port)</c> changes it when the server may be
    /// running already, and fails then.
    /// </summary>
    public void Listen()
    {
        _listens = true;
        UseKestrel();
        StartServer();
    }

    /// <summary>A client that sends a request as it comes; the default one reads it to its end first, to be able to follow redirects.</summary>
    public HttpClient CreateStreamingClient() => CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = false,
        BaseAddress = ClientOptions.BaseAddress,
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ActiveShift:Model", ModelPath);
        if (_listens)
            builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        foreach (var (name, value) in _settings)
            builder.UseSetting($"ActiveShift:{name}", value);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
