using BatchScoring.Input;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class FolderTreeTests
{
    [Fact]
    public void Images_come_in_ordinal_order_of_their_names_folder_by_folder()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["B.png", "a-c.jpg", "a.webp", "a/2.JPG", "a/1.png", "a/z/0.bmp", "é.gif", "b.jpeg"];
        foreach (string name in names)
            folder.Write(name, [1]);
        folder.Write("a/notes.txt", [1]);
        folder.Write("c/only.csv", [1]);

        string[] found = [.. FolderTree.Enumerate(folder.FullPath).Select(row => row.Id)];

        // The folder "a" stands before "a-c.jpg", its contents where its name stands.
        Assert.Equal(["B.png", "a/1.png", "a/2.JPG", "a/z/0.bmp", "a-c.jpg", "a.webp", "b.jpeg", "é.gif"], found);
    }

    [Fact]
    public void A_link_to_a_folder_is_followed()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("1.png", [1]);
        Directory.CreateSymbolicLink(folder.File("linked"), elsewhere.FullPath);
        Assert.Equal([new PathRow("linked/1.png", "linked/1.png")], FolderTree.Enumerate(folder.FullPath));
    }

    [Fact]
    public void Links_in_a_circle_end_and_each_image_comes_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/1.png", [1]);
        folder.Write("c/2.png", [1]);
        Directory.CreateSymbolicLink(folder.File("a/up"), folder.FullPath);
        Directory.CreateSymbolicLink(folder.File("a/l1"), "../c");
        Directory.CreateSymbolicLink(folder.File("c/m1"), "../a");
        Assert.Equal(["a/1.png", "c/2.png"], FolderTree.Enumerate(folder.FullPath).Take(100).Select(row => row.Id));
    }

    [Fact]
    public void Hidden_and_foreign_files_are_no_rows()
    {
        using var folder = new TemporaryFolder();
        string[] passedOver = ["._1.png", ".ipynb_checkpoints/1.png", "__MACOSX/a/._1.png", "__MACOSX/2.png"];
        foreach (string name in (string[])["1.png", .. passedOver])
            folder.Write(name, [1]);
        Assert.Equal(["1.png"], FolderTree.Enumerate(folder.FullPath).Select(row => row.Id));
    }
}
