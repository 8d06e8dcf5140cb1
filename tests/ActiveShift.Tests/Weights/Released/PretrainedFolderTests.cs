namespace ActiveShift.Tests.Weights.Released;

public sealed class PretrainedFolderTests
{
    private static readonly string _root = Path.GetFullPath("/");

    [Fact]
    public void The_option_comes_before_the_variable_and_that_before_the_users_data()
    {
        string option = Path.Combine(_root, "option"), variable = Path.Combine(_root, "variable");
        string data = Path.Combine(_root, "data");

        Assert.Equal(option, PretrainedFolder.Choose(option, variable, data));
        Assert.Equal(variable, PretrainedFolder.Choose(null, variable, data));
        Assert.Equal(Path.Combine(data, "ActiveShift", "models"), PretrainedFolder.Choose(null, null, data));
        Assert.Equal(Path.Combine(data, "ActiveShift", "models"), PretrainedFolder.Choose(null, " ", data));
    }

    [Fact]
    public void A_relative_folder_is_one_of_the_current_folder() =>
        Assert.Equal(Path.GetFullPath("models"), PretrainedFolder.Choose("models", null, _root));

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    public void Without_a_folder_for_the_users_data_the_error_names_the_other_ways(string data)
    {
        var error = Assert.Throws<IOException>(() => PretrainedFolder.Choose(null, null, data));

        Assert.Contains($"'{data}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ACTIVESHIFT_MODELS", error.Message, StringComparison.Ordinal);
        Assert.Contains("PretrainedLoadOptions.Folder", error.Message, StringComparison.Ordinal);
    }
}
