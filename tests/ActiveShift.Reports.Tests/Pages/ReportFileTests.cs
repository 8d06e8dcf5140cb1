using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;

namespace ActiveShift.Reports.Tests.Pages;

public sealed class ReportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_replaced_and_nothing_else_is_left()
    {
        string path = _folder.Combine("a/b/report.html");

        ReportFile.Write(path, "long before"u8);
        ReportFile.Write(path, "after"u8);

        Assert.Equal("after", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_place_that_cannot_be_written_leaves_nothing()
    {
        string path = _folder.Combine("taken");
        Directory.CreateDirectory(Path.Combine(path, "by a folder"));

        Assert.ThrowsAny<SystemException>(() => ReportFile.Write(path, "x"u8));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories));
    }
}
