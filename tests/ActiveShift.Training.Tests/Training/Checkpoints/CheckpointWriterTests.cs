namespace ActiveShift.Training.Tests.Training.Checkpoints;

public sealed class CheckpointWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Steps_and_epochs_make_checkpoints_due()
    {
        Assert.Equal([3, 6, 9], DueSteps(Options() with { EverySteps = 3 }));
        Assert.Empty(DueSteps(Options()));
        Assert.Equal(Enumerable.Range(1, 10), DueEpochs(Options()));
        Assert.Equal([4, 8], DueEpochs(Options() with { EveryEpochs = 4 }));
        Assert.Empty(DueEpochs(Options() with { EveryEpochs = 0 }));
    }

    [Fact]
    public void So_does_time_since_the_last_one()
    {
        Assert.Equal(10, DueSteps(Options() with { EveryMinutes = 1e-9 }).Count());
        Assert.Empty(DueSteps(Options() with { EveryMinutes = 1000 }));
        var writer = Writer(Options() with { EveryMinutes = 0.2 / 60 });
        Assert.False(writer.IsDueAfterStep(1));
        Thread.Sleep(250);
        Assert.True(writer.IsDueAfterStep(2));
        writer.Write();
        Assert.False(writer.IsDueAfterStep(3));
    }

    [Fact]
    public void Missing_folder_is_made_and_a_folder_is_no_file()
    {
        string file = _folder.File("a/b/run.checkpoint");
        Writer(new() { File = file }).Write();
        Assert.True(File.Exists(file));
        Assert.Contains("which is a folder", Assert.Throws<ArgumentException>(() => Writer(new() { File = _folder.File("a") })).Message);
    }

    private static IEnumerable<int> DueSteps(CheckpointOptions options)
    {
        var writer = Writer(options);
        return [.. Enumerable.Range(1, 10).Where(step => writer.IsDueAfterStep(step))];
    }

    private static IEnumerable<int> DueEpochs(CheckpointOptions options) => Enumerable.Range(1, 10).Where(Writer(options).IsDueAfterEpoch);

    private CheckpointOptions Options() => new() { File = _folder.File("run.checkpoint") };

    private static CheckpointWriter Writer(CheckpointOptions options) => new(options, () => new Checkpoint("{}", new(), []));
}
