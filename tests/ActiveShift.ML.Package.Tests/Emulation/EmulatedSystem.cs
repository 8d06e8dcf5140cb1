using System.Diagnostics;

namespace ActiveShift.ML.Package.Tests.Emulation;

/// <summary>Another system than this one, which can run programs published for it.</summary>
internal abstract class EmulatedSystem : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    /// <summary>The system with a runtime identifier.</summary>
    /// <param name="runtime"><c>win-x64</c> or <c>linux-arm64</c>.</param>
    public static EmulatedSystem For(string runtime) => runtime switch
    {
        "win-x64" => new Wine(),
        "linux-arm64" => new Qemu(),
        _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, "expected win-x64 or linux-arm64"),
    };

    /// <summary>What is missing to run programs; null if nothing.</summary>
    public abstract string? Missing { get; }

    /// <summary>The path of a file of this system, as programs of the other one see it.</summary>
    public virtual string PathOf(string path) => path;

    /// <summary>Runs a published program to its end.</summary>
    /// <param name="folder">Where it was published.</param>
    /// <param name="name">Its name, without an extension.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>The lines of its standard output.</returns>
    public abstract string[] Run(string folder, string name, params string[] arguments);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <exception cref="InvalidOperationException">
    /// It failed, or took too long; the message has all that it wrote.
    /// </exception>
    protected static string[] Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(_limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        if (ended && process.ExitCode == 0)
            return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string end = ended ? $"exited with {process.ExitCode}" : "did not end";
        throw new InvalidOperationException(
            $"{start.FileName} {string.Join(' ', start.ArgumentList)} {end}:\n{output.Result}\n{errors.Result}");
    }
}
