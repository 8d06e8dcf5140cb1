namespace ActiveShift.ML.Tests.Loaders;

public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What is temporary may itself lie behind a link.
    private string Root => RealPath.Of(_folder.FullPath);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_is_relative_to_the_real_folder_that_it_lies_in()
    {
        _folder.Write("c/d/1.png", 1);
        _folder.Write("c/e/1.png", 1);
        Directory.CreateSymbolicLink(_folder.Combine("l"), "c/d");
        Directory.CreateSymbolicLink(_folder.Combine("c/d/m"), "../e");
        Assert.Equal(Path.Combine(Root, "c", "e"), RealPath.Of(Root, "l/m"));
        Assert.Equal(Path.Combine(Root, "c"), RealPath.Of(Root, "l/.."));
        Assert.Equal(Path.Combine(Root, "c", "e", "none"), RealPath.Of(_folder.Combine("l/m/./none")));
    }

    [Fact]
    public void Links_without_end_are_an_error()
    {
        Directory.CreateSymbolicLink(_folder.Combine("a"), "b");
        Directory.CreateSymbolicLink(_folder.Combine("b"), "a");
        IOException error = Assert.Throws<IOException>(() => RealPath.Of(_folder.Combine("a")));
        Assert.Contains("more than 40 links", error.Message, StringComparison.Ordinal);
    }
}
