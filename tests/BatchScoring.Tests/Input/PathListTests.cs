using System.Text;
using BatchScoring.Input;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class PathListTests
{
    [Fact]
    public void A_line_is_a_path_or_an_id_a_tab_and_a_path()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("list.txt", "\uFEFFa.png\r\n\r\n17\tb c.png\nid\t\n last.png"u8.ToArray());
        Assert.Equal(
            [new("a.png", "a.png"), new("17", "b c.png"), new("id", ""), new(" last.png", " last.png")],
            PathList.Read(file));
    }

    [Fact]
    public void Lines_are_read_however_they_fall_into_the_buffer()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        string Line(int i) => new((char)('a' + (i % 26)), random.Next(1, 5000));
        string[] lines = [.. Enumerable.Range(0, 200).Select(Line), new('x', PathList.MaxLineLength), "end"];
        foreach (string newline in (string[])["\n", "\r\n", "\r"])
        {
            string file = folder.Write("list.txt", Encoding.UTF8.GetBytes(string.Join(newline, lines)));
            Assert.Equal(lines, PathList.Read(file).Select(row => row.Path));
        }
    }

    [Fact]
    public void A_file_that_is_no_list_is_not_held_whole()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("list.txt", "a.png\n\n"u8.ToArray());
        using (var stream = File.OpenWrite(file))
            stream.SetLength(1L << 40);
        var e = Assert.Throws<InvalidDataException>(() => PathList.Read(file).Count());
        Assert.StartsWith($"'{file}', line 3: it has more than 65536 ", e.Message, StringComparison.Ordinal);
    }
}
