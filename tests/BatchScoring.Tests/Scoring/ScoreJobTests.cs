using System.Text;
using BatchScoring.Input;
using BatchScoring.Output;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;
using BatchScoring.Tests.Input;
using Microsoft.ML;

namespace BatchScoring.Tests.Scoring;

public sealed class ScoreJobTests
{
    [Fact]
    public void Every_row_has_the_scores_that_the_network_gives_its_image_alone_and_bad_images_say_why()
    {
        using var job = new TestJob();
        Assert.Equal(ExitCode.SomeRowsFailed, job.Score("out", top: 3));
        Assert.Equal(ExitCode.SomeRowsFailed, job.Merge("out"));
        var rows = CsvFile.Read(job.File("out.merged"));

        Assert.Equal(["id", "predicted_label", "label_1", "probability_1", "label_2", "probability_2", "label_3", "probability_3", "error"], rows[0]);
        string[] ids = [.. FolderTree.Enumerate(job.Input).Select(row => row.Id)];
        Assert.Equal(ids, rows.Skip(1).Select(row => row[0]));
        var predicted = new HashSet<string>();
        foreach (string[] row in rows.Skip(1))
        {
            string error = row[^1];
            if (row[0] is TestJob.Truncated or TestJob.Text)
            {
                Assert.Contains(row[0] == TestJob.Truncated ? "is cut short" : "are not an image in a known format", error, StringComparison.Ordinal);
                Assert.All(row[1..^1], Assert.Empty);
                continue;
            }
            Assert.Empty(error);
            float[] scores = EngineScores(File.ReadAllBytes(Path.Combine(job.Input, row[0])));
            int[] best = [.. Enumerable.Range(0, 3).OrderByDescending(c => scores[c])];
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(TestModel.Classes[best[i]], row[2 + (2 * i)]);
                Assert.Equal(scores[best[i]], float.Parse(row[3 + (2 * i)], null));
            }
            Assert.Equal(row[2], row[1]);
            predicted.Add(row[1]);
        }
        // Else one row's scores could stand in another's place.
        Assert.True(predicted.Count > 1);
    }

    [Theory]
    [InlineData(nameof(OutputFormat.Csv))]
    [InlineData(nameof(OutputFormat.Jsonl))]
    [InlineData(nameof(OutputFormat.Parquet))]
    public void Any_number_of_shards_gives_the_same_bytes(string name)
    {
        var format = Enum.Parse<OutputFormat>(name);
        using var job = new TestJob();
        byte[] whole = job.ScoreAndMerge("whole", shards: 1, format);
        foreach (int shards in new[] { 2, 3, 9 })
            Assert.Equal(whole, job.ScoreAndMerge($"in {shards}", shards, format));
    }

    [Fact]
    public async Task Folder_list_and_Parquet_of_the_same_images_give_the_same_rows()
    {
        using var job = new TestJob();
        PathRow[] rows = [.. FolderTree.Enumerate(job.Input)];
        byte[] expected = job.ScoreAndMerge("folder");
        string list = job.Write("list.txt", Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.Id}\t{row.Path}"))));
        string parquet = job.File("rows.parquet");
        await ParquetFiles.WriteAsync(
            parquet, [.. rows.Select(row => File.ReadAllBytes(Path.Combine(job.Input, row.Path)))], [.. rows.Select(row => row.Path)], rowsEach: 6);

        job.Score("list", input: new InputSettings([list], job.Input, null, null, null));
        job.Score("paths", input: new InputSettings([parquet], job.Input, null, "path", null));
        job.Score("bytes", input: new InputSettings([parquet], null, "photo.bytes", null, "path"));
        foreach (string output in new[] { "list", "paths", "bytes" })
        {
            job.Merge(output);
            Assert.Equal(expected, File.ReadAllBytes(job.File(output + ".merged")));
        }
    }

    [Fact]
    public void Exit_codes_say_whether_rows_failed()
    {
        using var job = new TestJob();
        Assert.Equal(ExitCode.SomeRowsFailed, job.Score("all"));
        Assert.Equal(ExitCode.SomeRowsFailed, job.Score("all"));
        Assert.Equal(ExitCode.Success, job.Score("all", allow: true));
        Assert.Equal(ExitCode.Success, job.Score("good", input: job.Folder with { Paths = [Path.Combine(job.Input, "a")] }));
        Assert.Equal(ExitCode.Failed, job.Score("none", input: job.Folder with { Paths = [job.File("nowhere")] }));
        Directory.CreateDirectory(job.File("empty"));
        Assert.Equal(ExitCode.Failed, job.Score("none", input: job.Folder with { Paths = [job.File("empty")] }));
        Assert.Equal(ExitCode.Failed, job.Score("none", top: 0));
        Assert.Equal(ExitCode.Failed, job.Score("none", partRows: 0));
        Assert.Equal(ExitCode.Failed, job.Score("none", input: job.Folder with { MaxImageMegabytes = 0 }));
        Assert.Equal(ExitCode.Failed, job.Score("none", input: job.Folder with { MaxImageMegabytes = 2048 }));
        Assert.Equal(ExitCode.Failed, job.Score("none", shard: 3, of: 3));
        Assert.False(Directory.Exists(job.File("none")));
    }

    [Fact]
    public void A_job_that_is_done_reads_no_image_again()
    {
        using var job = new TestJob();
        byte[] before = job.ScoreAndMerge("out");
        foreach (string image in Directory.GetFiles(job.Input, "*.png", SearchOption.AllDirectories))
            File.WriteAllText(image, "overwritten");
        Assert.Equal(before, job.ScoreAndMerge("out"));
    }

    [Fact]
    public void Results_of_another_job_are_not_mixed_in()
    {
        using var job = new TestJob();
        job.Score("out", 0, 2);
        TestModel.Save(job.File("other.zip"), seed: 2);
        Refused(job, "another model", () => job.Score("out", 0, 2, model: job.File("other.zip")));
        Refused(job, "another --top (2, here 1)", () => job.Score("out", 1, 2, top: 1));
        Refused(job, "another --part-rows (4, here 5)", () => job.Score("out", 1, 2, partRows: 5));
        var smaller = job.Folder with { MaxImageMegabytes = 1 };
        Refused(job, "another --max-image-mb (64, here 1)", () => job.Score("out", 1, 2, input: smaller));
        Refused(job, "another format (Csv, here Jsonl)", () => job.Score("out", 1, 2, OutputFormat.Jsonl));
        Refused(job, "the same job in 2 shards, not 3", () => job.Score("out", 1, 3));
        job.Write("images/a/new.png", TestImages.Png(99));
        Refused(job, "another input (25 rows, here 26)", () => job.Score("out", 1, 2));
    }

    [Fact]
    public void A_damaged_journal_is_an_error_that_names_its_line()
    {
        using var job = new TestJob();
        job.Score("out");
        string journal = OutputFolder.Journal(job.File("out"), Shard.Whole);
        string content = File.ReadAllText(journal);
        File.WriteAllText(journal, content.Replace("\"part_rows\":4", "\"part_rows\":0", StringComparison.Ordinal));
        Refused(job, $"'{journal}', line 1: 'part_rows' is 0; expected 1 or more.", () => job.Score("out"));
    }

    [Fact]
    public void Two_processes_do_not_score_the_same_shard_at_once()
    {
        using var job = new TestJob();
        job.Score("out", 0, 2);
        using (new FileStream(OutputFolder.Lock(job.File("out"), new(0, 2)), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Refused(job, "is being scored by another process", () => job.Score("out", 0, 2));
            Assert.Equal(ExitCode.Success, job.Score("out", 1, 2));
        }
    }

    private static void Refused(TestJob job, string message, Func<int> score)
    {
        using var error = new ErrorOutput();
        Assert.Equal(ExitCode.Failed, score());
        Assert.Contains(message, error.Text, StringComparison.Ordinal);
    }

    private static float[] EngineScores(byte[] image)
    {
        var context = new MLContext();
        using var model = context.Model.CreateActiveShiftResNet(TestModel.Network(seed: 1, width: 6), featureColumnName: "Image");
        using var engine = context.Model.CreatePredictionEngine<Picture, Scores>(model);
        return engine.Predict(new Picture { Image = image }).Score;
    }

    private sealed class Picture
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
