using System.Text;
using BatchScoring.Merging;
using BatchScoring.Output;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Output;

public sealed class JournalContentTests
{
    private const string Sha = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    private const string Header =
        "{\"job\":{\"model_digest\":\"" + Sha + "\",\"input\":{\"rows\":10,\"digest\":\"" + Sha + "\"}," +
        "\"format\":\"csv\",\"top\":2,\"part_rows\":4,\"max_image_bytes\":1048576}," +
        "\"shard\":{\"index\":0,\"count\":1}}\n";

    private const string Part =
        "{\"part\":{\"part\":0,\"rows\":4,\"failed\":1,\"bytes\":10,\"sha256\":\"" + Sha + "\"}}\n";

    private const string Complete = "{\"complete\":true}\n";

    [Fact]
    public void What_the_program_writes_is_read()
    {
        using var folder = new TemporaryFolder();
        var content = JournalContent.Read(Write(folder, Header + Part + Complete));
        Assert.Equal((10L, 4, 1L << 20), (content.Job.Input.Rows, content.Job.PartRows, content.Job.MaxImageBytes));
        Assert.Equal(new PartRecord(0, 4, 1, 10, Sha), Assert.Single(content.Parts).Value);
        Assert.True(content.IsComplete);
    }

    [Fact]
    public void A_journal_of_before_there_was_a_limit_belongs_to_another_job()
    {
        using var folder = new TemporaryFolder();
        string without = Header.Replace(",\"max_image_bytes\":1048576", "", StringComparison.Ordinal);
        var job = JournalContent.Read(Write(folder, Header)).Job;
        var before = JournalContent.Read(Write(folder, without)).Job;
        Assert.Equal("another --max-image-mb (none, here 1)", job.DifferenceFrom(before));
    }

    [Theory]
    [InlineData("\"rows\":10,", "\"rows\":0,", "'rows' is 0; expected 1 or more")]
    [InlineData("\"rows\":10,", "\"rows\":-0,", "'rows' is 0; expected 1 or more")]
    [InlineData("\"rows\":10,", "", "missing required properties")]
    [InlineData("\"rows\":10,", "\"rows\":10,\"rows\":11,", "rows")]
    [InlineData("\"rows\":10,", "\"rows\":10,\"cols\":1,", "cols")]
    [InlineData("\"part_rows\":4", "\"part_rows\":0", "'part_rows' is 0; expected 1 or more")]
    [InlineData("\"part_rows\":4", "\"part_rows\":4294967296", "part_rows")]
    [InlineData("\"max_image_bytes\":1048576", "\"max_image_bytes\":0", "'max_image_bytes' is 0; expected 1 to ")]
    [InlineData("\"top\":2", "\"top\":2147483647", "'top' is 2147483647; expected 1 to 1048576")]
    [InlineData("\"csv\"", "\"xml\"", "format")]
    [InlineData("\"csv\"", "7", "format")]
    [InlineData("{\"model_digest\":\"8", "{\"model_digest\":\"Z", "expected a SHA-256 of 64 digits")]
    [InlineData("\"input\":{\"rows\":10,\"digest\":\"" + Sha + "\"}", "\"input\":null", "input")]
    [InlineData("\"count\":1", "\"count\":0", "'count' is 0; expected 1 or more")]
    [InlineData("\"count\":1", "\"count\":2147483647", "expected that the file is called 'shard-00000-of-2147483647")]
    [InlineData("\"index\":0", "\"index\":-1", "'index' is -1; expected 0")]
    [InlineData("\"index\":0", "\"index\":1", "'index' is 1; expected 0")]
    [InlineData("\"index\":0,", "", "index")]
    [InlineData("\"index\":0,\"count\":1", "\"indeq\":4096,\"count\":2147483647", "indeq")]
    [InlineData("\"shard\"", "\"part\"", "it cannot be read")]
    public void A_damaged_beginning_is_an_error_that_says_why(string written, string altered, string message) =>
        Refused(Header.Replace(written, altered, StringComparison.Ordinal) + Part + Complete, 1, message);

    [Theory]
    [InlineData("\"part\":0", "\"part\":3", "'part' is 3; expected 0 to 2")]
    [InlineData("\"part\":0", "\"part\":-1", "'part' is -1; expected 0 to 2")]
    [InlineData("\"rows\":4", "\"rows\":3", "'rows' is 3; expected 4")]
    [InlineData("\"failed\":1", "\"failed\":5", "'failed' is 5; expected 0 to 4")]
    [InlineData("\"bytes\":10", "\"bytes\":0", "'bytes' is 0; expected 1 or more")]
    [InlineData("\"sha256\":\"8", "\"sha256\":\"", "expected a SHA-256 of 64 digits")]
    [InlineData(Part, Header, "it has something else")]
    [InlineData(Part, "{}\n", "it has something else")]
    [InlineData(Part, "null\n", "it cannot be read")]
    [InlineData(Part, "[]\n", "it cannot be read")]
    [InlineData(Part, "\n", "it cannot be read")]
    [InlineData(Part, "{\"complete\":false}\n", "it has something else")]
    [InlineData("}}", "}", "it cannot be read")]
    public void A_damaged_line_is_an_error_that_says_why(string written, string altered, string message) =>
        Refused(Header + Part.Replace(written, altered, StringComparison.Ordinal) + Complete, 2, message);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}\n")]
    [InlineData("{\"job\":{},\"shard\":{}}\n")]
    [InlineData("no journal at all")]
    public void A_file_that_is_no_journal_is_an_error(string content) => Refused(content, 1, "");

    [Fact]
    public void A_line_without_end_is_an_error() =>
        Refused(Header + Part + new string(' ', 1 << 20), 3, "longer than the expected 4096 bytes");

    /// <summary>What a loss of power may leave of the line that was being written.</summary>
    [Fact]
    public void A_last_line_that_cannot_be_read_does_not_count()
    {
        using var folder = new TemporaryFolder();
        var content = JournalContent.Read(Write(folder, Header + Part + "\0\0\0\0\0}\n"));
        Assert.Single(content.Parts);
        Assert.Equal((Header + Part).Length, content.Length);
    }

    [Fact]
    public void A_part_of_another_shard_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string header = Header.Replace("\"index\":0,\"count\":1", "\"index\":1,\"count\":2", StringComparison.Ordinal);
        string name = Path.GetFileName(OutputFolder.Journal("", new Shard(1, 2)));
        string file = folder.Write(name, Encoding.UTF8.GetBytes(header + Part));
        Assert.Contains("belongs to shard 0; expected one of shard 1 of 2", Message(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_checks_journals_too()
    {
        using var folder = new TemporaryFolder();
        string header = Header.Replace("\"part_rows\":4", "\"part_rows\":0", StringComparison.Ordinal);
        string file = Write(folder, header + Complete);
        using var error = new ErrorOutput();
        Assert.Equal(ExitCode.Failed, MergeCommand.Run([folder.FullPath], to: null, allowFailedRows: false));
        Assert.Contains($"'{file}', line 1: 'part_rows' is 0", error.Text, StringComparison.Ordinal);
    }

    private static void Refused(string content, int line, string message)
    {
        using var folder = new TemporaryFolder();
        string file = Write(folder, content);
        string said = Message(file);
        Assert.StartsWith($"'{file}', line {line}: ", said, StringComparison.Ordinal);
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains("expected", said, StringComparison.Ordinal);
    }

    private static string Message(string file) =>
        Assert.Throws<InvalidDataException>(() => JournalContent.Read(file)).Message;

    private static string Write(TemporaryFolder folder, string content) =>
        folder.Write(Path.GetFileName(OutputFolder.Journal("", Shard.Whole)), Encoding.UTF8.GetBytes(content));
}
