namespace ActiveShift.Tests.Weights.Released;

/// <summary>Against what git hash-object says.</summary>
public sealed class GitObjectIdTests
{
    [Theory]
    [InlineData("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [InlineData("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a")]
    public void It_is_gits(string content, string expected) =>
        Assert.Equal(expected, GitObjectId.Of(System.Text.Encoding.ASCII.GetBytes(content)));
}
