using BatchScoring.Merging;
using BatchScoring.Output;
using BatchScoring.Tests.Data;
using Parquet;

namespace BatchScoring.Tests.Merging;

public sealed class MergeCommandTests
{
    [Fact]
    public void Shards_may_lie_in_folders_of_their_own()
    {
        using var job = new TestJob();
        byte[] whole = job.ScoreAndMerge("whole");
        string[] folders = ["one", "two", "three"];
        for (int i = 0; i < 3; i++)
            job.Score(folders[i], i, 3);
        Assert.Equal(ExitCode.SomeRowsFailed, job.Merge("three", "one", "two"));
        Assert.Equal(whole, File.ReadAllBytes(job.File("three.merged")));
    }

    [Fact]
    public void Each_shard_must_be_there_exactly_once()
    {
        using var job = new TestJob();
        job.Score("out", 0, 3);
        job.Score("out", 2, 3);
        Refused(job, "shard 1 of 3 is missing", "out");
        job.Score("out", 1, 3);
        job.Score("again", 1, 3);
        Refused(job, "shard 1 of 3 is there 2 times", "out", "again");
        Assert.Equal(ExitCode.SomeRowsFailed, job.Merge("out"));
    }

    [Fact]
    public void Of_many_missing_shards_some_are_named()
    {
        using var job = new TestJob();
        job.Score("out", 5, int.MaxValue);
        Refused(job, "shard 0 of 2147483647 is missing; shard 1 of 2147483647 is missing; ", "out");
        Refused(job, "shard 10 of 2147483647 is missing, and so on.", "out");
    }

    [Fact]
    public void Shards_of_another_split_or_job_do_not_go_together()
    {
        using var job = new TestJob();
        job.Score("halves", 0, 2);
        job.Score("thirds", 1, 3);
        Refused(job, "one of 3 shards", "halves", "thirds");
        job.Score("other", 1, 2, top: 1);
        Refused(job, "another --top", "halves", "other");
        TestModel.Save(job.File("other.zip"), seed: 2);
        job.Score("model", 1, 2, model: job.File("other.zip"));
        Refused(job, "another model", "halves", "model");
        job.Write("images/a/zz.png", TestImages.Png(99));
        job.Score("input", 1, 2);
        Refused(job, "another input", "halves", "input");
    }

    [Fact]
    public void A_shard_that_was_stopped_is_not_complete()
    {
        using var job = new TestJob();
        job.Score("out");
        string journal = Directory.GetFiles(job.File("out"), OutputFolder.JournalPattern).Single();
        File.WriteAllLines(journal, File.ReadAllLines(journal)[..^1]);
        Refused(job, "shard 0 of 1 is not complete", "out");
        job.Score("out");
        Assert.Equal(ExitCode.SomeRowsFailed, job.Merge("out"));
    }

    [Theory]
    [InlineData(nameof(OutputFormat.Csv))]
    [InlineData(nameof(OutputFormat.Parquet))]
    public void A_part_that_was_changed_or_deleted_is_found(string name)
    {
        var format = Enum.Parse<OutputFormat>(name);
        using var job = new TestJob();
        byte[] whole = job.ScoreAndMerge("out", format: format);
        string part = OutputFolder.Part(job.File("out"), 1, format);
        byte[] content = File.ReadAllBytes(part);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(part, content);
        Refused(job, $"'{part}' is not what was written", "out");
        File.Delete(part);
        Refused(job, $"'{part}' is missing", "out");
        job.Score("out", format: format);
        job.Merge("out");
        Assert.Equal(whole, File.ReadAllBytes(job.File("out.merged")));
    }

    [Fact]
    public async Task Merged_Parquet_has_all_rows()
    {
        using var job = new TestJob();
        job.ScoreAndMerge("out", shards: 2, OutputFormat.Parquet);
        await using var reader = await ParquetReader.CreateAsync(job.File("out.merged"));
        Assert.Equal(TestJob.Images, Enumerable.Range(0, reader.RowGroupCount).Sum(group => reader.RowGroups[group].RowCount));
    }

    [Fact]
    public void Without_a_file_to_write_it_checks_all_the_same()
    {
        using var job = new TestJob();
        job.Score("out");
        Assert.Equal(ExitCode.SomeRowsFailed, MergeCommand.Run([job.File("out")], to: null, allowFailedRows: false));
        Assert.Equal(ExitCode.Success, MergeCommand.Run([job.File("out")], to: null, allowFailedRows: true));
        File.Delete(OutputFolder.Part(job.File("out"), 0, OutputFormat.Csv));
        Refused(() => MergeCommand.Run([job.File("out")], to: null, allowFailedRows: true), "is missing");
        Refused(() => MergeCommand.Run([job.Input], to: null, allowFailedRows: true), "There are no results");
    }

    private static void Refused(TestJob job, string message, params string[] outputs)
    {
        Refused(() => job.Merge(outputs), message);
        Assert.False(File.Exists(OutputFolder.Beside(job.File(outputs[0] + ".merged"))));
    }

    private static void Refused(Func<int> merge, string message)
    {
        using var error = new ErrorOutput();
        Assert.Equal(ExitCode.Failed, merge());
        Assert.Contains(message, error.Text, StringComparison.Ordinal);
    }
}
