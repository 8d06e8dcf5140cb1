using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>The authors' networks by name, through the door that users take.</summary>
[Collection(nameof(DirectHttp))]
public sealed class LoadTests
{
    private const string Repository = "https://raw.githubusercontent.com/jyh2986/Active-Shift/";

    [Fact]
    public void The_names_are_those_of_the_release() =>
        Assert.Equal(["as-resnet-w32", "as-resnet-w50", "as-resnet-w68"], ActiveShiftModels.Names);

    [Theory]
    [InlineData("as-resnet-w32", "w32/AS-ResNet-w32_iter_450360.caffemodel")]
    [InlineData("AS-ResNet-w50", "w50/AS-ResNet-w50_iter_450360.caffemodel")]
    [InlineData("as-resnet-w68", "w68/AS-ResNet-w68_iter_450360.caffemodel")]
    public void A_missing_file_is_looked_for_in_the_authors_repository(string name, string path)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
        var options = new PretrainedLoadOptions { Folder = folder, Download = false };

        var error = Assert.Throws<FileNotFoundException>(() => ActiveShiftModels.Load(name, options));

        Assert.Contains($"download {Repository}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"/models/ASL_Model/ImageNet/test_model/{path} ", error.Message, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(folder, Path.GetFileName(path)), error.FileName);
    }

    [Fact]
    public async Task The_release_is_downloaded_with_the_names_of_its_classes()
    {
        byte[] file = File.ReadAllBytes(SharedData.ReleasedWeights);
        using var server = new FileServer(FileServer.Answer("200 OK", file));
        string folder = Directory.CreateTempSubdirectory("activeshift-models-").FullName;
        try
        {
            var options = new PretrainedLoadOptions { Folder = folder, BaseAddress = server.Address };

            var network = await ActiveShiftModels.LoadAsync("as-resnet-w32", options);
            var again = ActiveShiftModels.Load("as-resnet-w32", options with { Download = false });

            Assert.Equal(["/files/w32/AS-ResNet-w32_iter_450360.caffemodel"], server.Requests);
            Assert.Equal(NetworkSpec.AsResNetW32().ParameterCount, network.Spec.ParameterCount);
            Assert.Equal("tabby", network.ClassNames![281]);
            Assert.Equal(network.ClassNames, again.ClassNames);
            Assert.Equal(network.ClassNames, ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights).ClassNames);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>As many classes, and other weights: its classes may be any.</summary>
    [Fact]
    public void A_file_that_is_not_the_releases_has_no_names()
    {
        byte[] file = File.ReadAllBytes(SharedData.ReleasedWeights);
        // The last bytes of the file are no weights; the middle is some block's.
        file[file.Length / 2] ^= 1;

        var network = ActiveShiftModels.LoadCaffe(new MemoryStream(file));

        Assert.Equal(1000, network.Spec.Classes);
        Assert.Null(network.ClassNames);
    }

    [Theory]
    [InlineData("as-resnet-w34")]
    [InlineData("model.caffemodel")]
    public void Another_name_is_an_error_that_lists_them(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => ActiveShiftModels.Load(name));

        Assert.Contains($"'{name}'; expected one of as-resnet-w32, as-resnet-w50, as-resnet-w68.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_checked()
    {
        Refused("Folder is ' '", new() { Folder = " " });
        Refused("ConnectTimeout is 00:00:00", new() { ConnectTimeout = TimeSpan.Zero });
        Refused("StallTimeout is 2.00:00:00", new() { StallTimeout = TimeSpan.FromDays(2) });
        Refused("BaseAddress is 'file:///models'", new() { BaseAddress = new Uri("file:///models") });
        Refused("BaseAddress is 'models'", new() { BaseAddress = new Uri("models", UriKind.Relative) });

        static void Refused(string message, PretrainedLoadOptions options) => Assert.StartsWith(
            message, Assert.Throws<ArgumentException>(() => ActiveShiftModels.Load("as-resnet-w32", options)).Message,
            StringComparison.Ordinal);
    }
}
