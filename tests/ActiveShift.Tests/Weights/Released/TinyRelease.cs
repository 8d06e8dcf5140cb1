using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Weights.Released;

/// <summary>A released network that is made up, and a folder for it that is not there yet.</summary>
internal sealed class TinyRelease : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("activeshift-models-").FullName;

    public byte[] Content { get; } = new TinyCaffeModel().Encode();

    public ReleasedNetwork Network => new("tiny", "t/tiny.caffemodel", GitObjectId.Of(Content));

    public string Folder => Path.Combine(_root, "a", "b");

    public string FilePath => Path.Combine(Folder, "tiny.caffemodel");

    /// <summary>The names of all files in the folder.</summary>
    public IEnumerable<string> Files =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)) : [];

    public void WriteFile(byte[] content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(FilePath, content);
    }

    public Task<PretrainedNetwork> LoadAsync(PretrainedLoadOptions options, CancellationToken cancellation = default) =>
        LoadAsync(Folder, options, cancellation);

    public Task<PretrainedNetwork> LoadAsync(
        string folder, PretrainedLoadOptions options, CancellationToken cancellation = default) =>
        new PretrainedStore(folder, options).LoadAsync(Network, cancellation);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
