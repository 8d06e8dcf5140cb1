namespace BatchScoring.Tests.Data;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("batch-scoring-").FullName;

    public string File(string relativePath) => Path.Combine(FullPath, relativePath);

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string relativePath, byte[] content)
    {
        string file = File(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
