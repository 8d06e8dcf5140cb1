using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Docs.Tests.Commands;

/// <summary>A server that a command started, on a free port in place of the one that the pages name.</summary>
internal sealed class Service : IDisposable
{
    private const string DocumentedAddress = "localhost:5080";

    private readonly Process _process;
    private readonly string _address;

    private Service(Process process, string address) => (_process, _address) = (process, address);

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<Service> StartAsync(string directory, DotnetRun run)
    {
        string address = $"localhost:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var arguments = run.Arguments
            .Select(word => word.Replace(DocumentedAddress, address, StringComparison.Ordinal));
        var process = Process.Start(ProcessRun.StartInfo(directory, "dotnet", [run.Program, .. arguments]))!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Now listening on", StringComparison.Ordinal))
                continue;
            // Nobody reads what follows, and a full pipe would stop it.
            process.BeginErrorReadLine();
            _ = process.StandardOutput.ReadToEndAsync();
            return new Service(process, address);
        }
        throw new InvalidOperationException($"{run.Project} ended: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>A word of a command that speaks to it.</summary>
    public string Address(string word) => word.Replace(DocumentedAddress, _address, StringComparison.Ordinal);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
