using BatchScoring.Input;
using BatchScoring.Merging;
using BatchScoring.Output;
using BatchScoring.Scoring;

namespace BatchScoring.Tests.Data;

/// <summary>A model and a folder of 25 images in three classes of names, two of them bad, to be scored in this process.</summary>
internal sealed class TestJob : IDisposable
{
    public const int Images = 25;
    public const int PartRows = 4;
    public const int BadImages = 2;
    public const string Truncated = "b/07cut.png";
    public const string Text = "c/note.png";

    private readonly TemporaryFolder _folder = new();

    public TestJob()
    {
        TestModel.Save(Model);
        for (int i = 0; i < Images - BadImages; i++)
            _folder.Write($"images/{"abc"[i % 3]}/{i:D2}.png", TestImages.Png(i));
        _folder.Write($"images/{Truncated}", TestImages.CutShort(7));
        _folder.Write($"images/{Text}", "not an image"u8.ToArray());
        _folder.Write("images/a/readme.txt", "not counted"u8.ToArray());
    }

    public string Model => _folder.File("model.zip");

    public string Input => _folder.File("images");

    public string File(string name) => _folder.File(name);

    public string Write(string name, byte[] content) => _folder.Write(name, content);

    public InputSettings Folder => new([Input], null, null, null, null);

    /// <returns>The exit code.</returns>
    public int Score(
        string output, int shard = 0, int of = 1, OutputFormat format = OutputFormat.Csv, InputSettings? input = null, int top = 2, bool allow = false, string? model = null,
        int partRows = PartRows) =>
        ScoreJob.Run(new ScoreSettings(model ?? Model, input ?? Folder, File(output), format, top, partRows, shard, of, allow));

    /// <summary>Scores in shards, merges, and gives the merged file's bytes.</summary>
    public byte[] ScoreAndMerge(string output, int shards = 1, OutputFormat format = OutputFormat.Csv)
    {
        for (int i = 0; i < shards; i++)
            Score(output, i, shards, format);
        Merge(output);
        return System.IO.File.ReadAllBytes(File(output + ".merged"));
    }

    /// <returns>The exit code.</returns>
    public int Merge(params string[] outputs) => MergeCommand.Run([.. outputs.Select(File)], File(outputs[0] + ".merged"), allowFailedRows: false);

    public void Dispose() => _folder.Dispose();
}
