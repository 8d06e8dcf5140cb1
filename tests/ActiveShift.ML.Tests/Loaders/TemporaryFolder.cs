namespace ActiveShift.ML.Tests.Loaders;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("activeshift-test-").FullName;

    /// <summary>Writes a file, with the folders it lies in.</summary>
    public string Write(string relativePath, params byte[] content)
    {
        string path = Combine(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Combine(string relativePath) => Path.Combine(FullPath, relativePath);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
