using System.Diagnostics;
using System.Reflection;

namespace ActiveShift.Bench.WebLoad;

/// <summary>samples/WebApi as a process of its own, on a free port of loopback.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<ServiceProcess> StartAsync(string model)
    {
        string service = typeof(ServiceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "WebApi").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])[service, "--model", model, "--urls", "http://127.0.0.1:0"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            int found = line.IndexOf(Listening, StringComparison.Ordinal);
            if (found < 0)
                continue;
            // What else it says must be read, or it would wait for a reader in the end.
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServiceProcess(process, new Uri(line[(found + Listening.Length)..]));
        }
        throw new InvalidOperationException($"'{service}' ended before it listened.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
