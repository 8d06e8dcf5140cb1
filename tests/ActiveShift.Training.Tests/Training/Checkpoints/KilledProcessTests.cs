namespace ActiveShift.Training.Tests.Training.Checkpoints;

public sealed class KilledProcessTests
{
    private const int Kills = 20;
    private const int Epochs = 60;

    [Fact]
    public async Task Process_that_is_killed_at_any_moment_and_resumed_ends_with_the_same_bits()
    {
        using var folder = new TempFolder();
        string expected = (await Run(folder.File("uninterrupted"), killAfter: null))!;
        string file = folder.File("killed");
        var random = new Random(1);
        int kills = 0;
        string? actual = null;
        while (actual is null)
        {
            // From its first report on, so that the start of a process, which is slow on a busy machine, takes no part.
            actual = await Run(file, kills < Kills ? TimeSpan.FromMilliseconds(random.NextDouble() * 60) : null);
            if (actual is null)
                kills++;
        }
        Assert.True(kills == Kills, $"The run was over after {kills} kills.");
        Assert.Equal(expected, actual);
    }

    /// <summary>What the process says at its end; null where it was killed.</summary>
    private static async Task<string?> Run(string checkpoint, TimeSpan? killAfter)
    {
        using var process = TrainProcess.Start(checkpoint, Epochs);
        var errors = process.StandardError.ReadToEndAsync();
        string? begun = await process.StandardOutput.ReadLineAsync();
        Assert.True(begun == "begun", $"'{begun}' {(begun is null ? await errors : "")}");
        if (killAfter is { } delay)
        {
            await Task.Delay(delay);
            process.Kill();
        }
        string? result = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        Assert.True(killAfter is not null || process.ExitCode == 0, $"Exit code {process.ExitCode}: {await errors}");
        return result;
    }
}
