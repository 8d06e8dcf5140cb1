namespace ActiveShift.ML.Tests.Loaders;

public sealed class ImageFolderTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Relative_links_two_deep_end_and_every_folder_counts_once()
    {
        Write("a/1.png", "c/2.png");
        Link("a/l1", "../c");
        Link("c/m1", "../a");
        Found("a/1.png", "c/2.png");
    }

    [Fact]
    public void Links_to_folders_above_and_to_themselves_are_not_entered()
    {
        Write("a/b/1.png", "a/2.png");
        Link("a/b/up", "..");
        Link("a/b/root", _folder.FullPath);
        Link("self", "self");
        Found("a/2.png", "a/b/1.png");
        // Seen from further below, they lead outside.
        Assert.Equal(["1.png", "root/a/2.png"], ImageFolderTree.Enumerate(_folder.Combine("a/b")));
    }

    /// <summary>Without the link first in order the images would not be under their own path.</summary>
    [Fact]
    public void A_folder_below_the_root_counts_under_its_own_path()
    {
        Write("z/1.png", "z/deep/2.png");
        Link("a", "z");
        Link("b", "z/deep");
        Found("z/1.png", "z/deep/2.png");
    }

    [Fact]
    public void A_folder_outside_counts_under_the_first_link_to_it()
    {
        using TemporaryFolder outside = new();
        outside.Write("x/1.png", 1);
        outside.Write("2.png", 1);
        outside.Write("x/y/3.png", 1);
        Link("a", outside.Combine("x"));
        Link("b", outside.FullPath);
        Link("c", outside.Combine("x/y"));
        Link("d", "a");
        Directory.CreateSymbolicLink(outside.Combine("x/back"), _folder.FullPath);
        Write("e/4.png");
        Found("a/1.png", "a/y/3.png", "b/2.png", "e/4.png");
    }

    [Fact]
    public void A_link_into_a_hidden_folder_is_followed()
    {
        Write(".store/photos/1.png", ".store/2.png");
        Link("a", ".store/photos");
        Found("a/1.png");
        Link("b", ".store");
        Found("a/1.png", "b/2.png");
    }

    [Fact]
    public void A_root_that_is_a_link_is_the_folder_that_it_leads_to()
    {
        Write("real/1.png");
        Link("real/loop", "../link");
        Link("link", "real");
        Assert.Equal(["1.png"], ImageFolderTree.Enumerate(_folder.Combine("link")));
        Assert.Equal(["1.png"], ImageFolderTree.Enumerate(_folder.Combine("link") + "/"));
    }

    [Fact]
    public void Links_to_files_are_files()
    {
        Write("1.png");
        File.CreateSymbolicLink(_folder.Combine("2.png"), "1.png");
        File.CreateSymbolicLink(_folder.Combine("3.png"), "nowhere");
        Found("1.png", "2.png", "3.png");
    }

    [Fact]
    public void Hidden_and_foreign_entries_are_passed_over()
    {
        Write("1.png", "._1.png", ".ipynb_checkpoints/2.png", "__MACOSX/3.png", "a/4.jpg", "a/5.txt");
        Write("a/@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg");
        Found("1.png", "a/4.jpg");
    }

    [Fact]
    public void A_missing_folder_is_an_error() =>
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolderTree.Enumerate(_folder.Combine("none")).Count());

    private void Write(params string[] paths)
    {
        foreach (string path in paths)
            _folder.Write(path, 1);
    }

    private void Link(string path, string target) => Directory.CreateSymbolicLink(_folder.Combine(path), target);

    private void Found(params string[] expected) =>
        Assert.Equal(expected, ImageFolderTree.Enumerate(_folder.FullPath).Take(1000));
}
