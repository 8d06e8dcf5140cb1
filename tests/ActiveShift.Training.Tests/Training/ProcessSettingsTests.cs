using System.Text.Json.Nodes;
using ActiveShift.Training.Tests.Training.Checkpoints;

namespace ActiveShift.Training.Tests.Training;

public class ProcessSettingsTests
{
    /// <summary>In a process of its own, as OpenMP reads its settings once; GNU's says then how many rounds they spin.</summary>
    [Theory]
    [InlineData(false, null, "0")]
    [InlineData(true, null, "300000")]
    [InlineData(false, "active", "30000000000")]
    public async Task How_idle_threads_wait_is_the_hosts_to_say(bool keepsSettings, string? ofUser, string rounds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only GNU's OpenMP is set up this way.");
        using var folder = new TempFolder();
        string config = folder.File("runtimeconfig.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(TrainProcess.Program, ".runtimeconfig.json")))!;
        json["runtimeOptions"]!["configProperties"]!.AsObject()[ProcessSettings.KeepSwitch] = keepsSettings;
        await File.WriteAllTextAsync(config, json.ToJsonString());
        (string, string)[] environment = [("OMP_DISPLAY_ENV", "verbose"), .. ofUser is null ? [] : new[] { ("OMP_WAIT_POLICY", ofUser) }];

        using var process = TrainProcess.Start(folder.File("checkpoint"), epochs: 1, config, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        string seen = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"Exit code {process.ExitCode}: {seen}{await output}");
        Assert.Contains($"GOMP_SPINCOUNT = '{rounds}'", seen, StringComparison.Ordinal);
    }
}
