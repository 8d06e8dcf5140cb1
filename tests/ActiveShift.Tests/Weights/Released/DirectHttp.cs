using System.Net;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>
/// Tests over HTTP, one after another and without the proxy that this machine may have: the process has one for all.
/// </summary>
[CollectionDefinition(nameof(DirectHttp))]
public sealed class DirectHttp : ICollectionFixture<DirectHttp.NoProxy>
{
    public sealed class NoProxy : IDisposable
    {
        private readonly IWebProxy _before = HttpClient.DefaultProxy;

        public NoProxy() => HttpClient.DefaultProxy = new WebProxy();

        public void Dispose() => HttpClient.DefaultProxy = _before;
    }
}
