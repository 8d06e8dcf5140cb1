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
}
