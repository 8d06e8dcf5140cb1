namespace ActiveShift.Tests.Weights.Released;

/// <summary>What is in the folder already; the server must not be asked.</summary>
public sealed class PretrainedStoreTests : IDisposable
{
    private static readonly PretrainedLoadOptions _offline = new() { Download = false };

    private readonly TinyRelease _release = new();

    public void Dispose() => _release.Dispose();

    [Fact]
    public async Task A_file_that_is_there_is_used()
    {
        _release.WriteFile(_release.Content);

        var network = await _release.LoadAsync(_offline);

        Assert.Equal(5, network.Spec.Classes);
        Assert.Null(network.ClassNames);
    }

    [Fact]
    public async Task A_wrong_file_is_an_error_and_left_as_it_is()
    {
        byte[] other = [.. _release.Content];
        other[^1] ^= 1;
        _release.WriteFile(other);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _release.LoadAsync(new()));

        Assert.Contains(_release.FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"its git object id is {GitObjectId.Of(other)} ({other.Length} bytes), " +
            $"expected {_release.Network.ObjectId}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(other, File.ReadAllBytes(_release.FilePath));
    }

    [Fact]
    public async Task A_pointer_of_Git_LFS_is_called_so()
    {
        _release.WriteFile("version https://git-lfs.github.com/spec/v1\n"u8.ToArray());

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _release.LoadAsync(_offline));

        Assert.Contains("It is a Git LFS pointer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_longer_than_any_is_not_read()
    {
        _release.WriteFile([]);
        using (var file = File.OpenWrite(_release.FilePath))
            file.SetLength(ReleasedNetwork.MaxLength + 1L);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _release.LoadAsync(_offline));

        Assert.Contains("it has 67108865 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_its_place_is_called_so()
    {
        Directory.CreateDirectory(_release.FilePath);

        var error = await Assert.ThrowsAsync<IOException>(() => _release.LoadAsync(_offline));

        Assert.Contains($"'{_release.FilePath}' is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_download_a_missing_file_is_an_error_that_says_where_to_get_it()
    {
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => _release.LoadAsync(_offline));

        Assert.Contains($"{ReleasedNetwork.BaseAddress}t/tiny.caffemodel", error.Message, StringComparison.Ordinal);
        Assert.Contains($"folder '{_release.Folder}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("name 'tiny.caffemodel'", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_release.Folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_that_names_the_other_ways()
    {
        _release.WriteFile([]);
        string below = Path.Combine(_release.FilePath, "models");

        var error = await Assert.ThrowsAsync<IOException>(() => _release.LoadAsync(below, new PretrainedLoadOptions()));

        Assert.Contains($"'{below}', cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ACTIVESHIFT_MODELS", error.Message, StringComparison.Ordinal);
        Assert.Contains("'tiny.caffemodel'", error.Message, StringComparison.Ordinal);
    }
}
