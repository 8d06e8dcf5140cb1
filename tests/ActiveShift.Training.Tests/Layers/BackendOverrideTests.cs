using System.Diagnostics;
using System.Reflection;
using ActiveShift.Interop;
using ActiveShift.Training.Tests.Training.Checkpoints;

namespace ActiveShift.Training.Tests.Layers;

/// <summary>ACTIVESHIFT_INSTRUCTION_SET, which a process reads once.</summary>
public sealed class BackendOverrideTests
{
    [Fact]
    public async Task A_version_that_is_not_there_is_an_error_and_no_other_stands_in_for_it()
    {
        Assert.SkipUnless(NativeBackends.Table.Count > 0, "There is no native library.");
        using var folder = new TempFolder();
        var (code, errors) = await Train(folder.File("checkpoint"), "abacus");
        Assert.NotEqual(0, code);
        Assert.Contains(
            "ACTIVESHIFT_INSTRUCTION_SET is 'abacus', which is unknown; expected nothing, for the best version, or one of", errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_there_is_used_and_an_empty_name_is_none()
    {
        using var folder = new TempFolder();
        foreach (string backend in new[] { "portable", "managed", "" })
        {
            var (code, errors) = await Train(folder.File($"checkpoint{backend}"), backend);
            Assert.True(code == 0, errors);
        }
    }

    private static async Task<(int Code, string Errors)> Train(string checkpoint, string backend)
    {
        string program = typeof(BackendOverrideTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TrainProcess").Value!;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", Path.GetFullPath(program), checkpoint, "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[InstructionSets.EnvironmentVariable] = backend;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors + await output);
    }
}
