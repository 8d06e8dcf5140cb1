namespace ActiveShift.ML.Tests.Loaders;

public sealed class ImageFileNamesTests
{
    [Theory]
    [InlineData("1.png")]
    [InlineData("1.2.JPEG")]
    [InlineData("a b.WebP")]
    [InlineData("@eaDir.jpg")]
    public void Images_are_told_by_their_extension_in_any_case(string name) =>
        Assert.True(ImageFileNames.IsImage(name));

    [Theory]
    [InlineData("")]
    [InlineData("png")]
    [InlineData("1.png.txt")]
    [InlineData("1.pn")]
    [InlineData("._1.png")]
    [InlineData(".png")]
    [InlineData("Thumbs.db")]
    [InlineData(".DS_Store")]
    [InlineData("desktop.ini")]
    public void Other_and_hidden_files_are_none(string name) => Assert.False(ImageFileNames.IsImage(name));

    [Theory]
    [InlineData(".ipynb_checkpoints", true)]
    [InlineData(".", true)]
    [InlineData("__MACOSX", true)]
    [InlineData("@EADIR", true)]
    [InlineData("$RECYCLE.BIN", true)]
    [InlineData("#recycle", true)]
    [InlineData("System Volume Information", true)]
    [InlineData("lost+found", true)]
    [InlineData("", false)]
    [InlineData("_MACOSX", false)]
    [InlineData("a.b", false)]
    public void What_is_passed_over_is_told_by_its_name(string name, bool hidden) =>
        Assert.Equal(hidden, ImageFileNames.IsHidden(name));
}
