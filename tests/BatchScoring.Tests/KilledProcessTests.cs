using System.Diagnostics;
using System.Text;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests;

public sealed class KilledProcessTests
{
    private const int Kills = 10;
    private const int Rows = 6000;
    private const int Files = 40;

    /// <summary>Many small parts, so that a process is also killed while it writes, renames and notes them.</summary>
    [Fact]
    public async Task Killed_at_ten_random_moments_and_started_again_it_gives_the_bytes_of_an_uninterrupted_run()
    {
        using var folder = new TemporaryFolder();
        TestModel.Save(folder.File("model.zip"), width: 32);
        var random = new Random(1);
        for (int i = 0; i < Files; i++)
            folder.Write($"{i}.png", i % 13 == 0 ? TestImages.CutShort(i) : TestImages.Png(i));
        folder.Write("list.txt", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, Rows).Select(i => $"row {i}\t{random.Next(Files + 1)}.png"))));

        var clock = Stopwatch.StartNew();
        Assert.True(await Score(folder, "whole", _ => clock.Restart()));
        var uninterrupted = clock.Elapsed;

        // On a busy machine some run may get to its end before it is killed ten times: then once more, faster.
        for (double share = 1.0 / 8; ; share /= 2)
        {
            int kills = 0;
            string output = $"killed {share}";
            while (!await Score(folder, output, process =>
            {
                if (kills == Kills)
                    return;
                Thread.Sleep(uninterrupted * (share * random.NextDouble()));
                process.Kill();
            }))
                kills++;
            if (kills < Kills)
                continue;
            Assert.Equal(0, await Run(folder, ["merge", folder.File("whole"), "--to", folder.File("whole.csv"), "--allow-failed-rows"]));
            Assert.Equal(0, await Run(folder, ["merge", folder.File(output), "--to", folder.File("killed.csv"), "--allow-failed-rows"]));
            Assert.Equal(Rows + 1, File.ReadLines(folder.File("whole.csv")).Count());
            Assert.Equal(File.ReadAllBytes(folder.File("whole.csv")), File.ReadAllBytes(folder.File("killed.csv")));
            return;
        }
    }

    /// <returns>Whether it got to its end.</returns>
    private static async Task<bool> Score(TemporaryFolder folder, string output, Action<Process> begun)
    {
        const int killed = 128 + 9;
        int code = await Run(
            folder,
            [
                "score", "--model", folder.File("model.zip"), "--input", folder.File("list.txt"), "--output", folder.File(output),
                "--format", "csv", "--part-rows", "20", "--top", "2",
            ],
            begun);
        Assert.True(code is ExitCode.SomeRowsFailed or killed, $"Exit code {code}.");
        return code != killed;
    }

    private static async Task<int> Run(TemporaryFolder folder, string[] arguments, Action<Process>? begun = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "BatchScoring.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = folder.FullPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            Assert.DoesNotContain("error:", line, StringComparison.Ordinal);
            if (line.StartsWith("Shard ", StringComparison.Ordinal))
                begun?.Invoke(process);
        }
        await process.WaitForExitAsync();
        await output;
        return process.ExitCode;
    }
}
