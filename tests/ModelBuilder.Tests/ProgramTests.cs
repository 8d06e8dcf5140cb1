using System.Diagnostics;

namespace ModelBuilder.Tests;

/// <summary>Starts the program as a user does, with something wrong.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("predict", "nowhere.png")]
    [InlineData("train", "--images", "nowhere.png/images")]
    [InlineData("train", "--from", "as-resnet-w34")]
    public async Task It_ends_with_the_reason_and_exit_code_1(params string[] arguments)
    {
        string path = Path.GetTempFileName();
        try
        {
            string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            var known = arguments.Select(text => text.Replace("nowhere.png/", $"{path}/", StringComparison.Ordinal));
            using var process = Process.Start(new ProcessStartInfo(host, [typeof(Clothing).Assembly.Location, .. known])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            string errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 1, $"{process.ExitCode}: {await output}{errors}");
            Assert.StartsWith("error: ", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
