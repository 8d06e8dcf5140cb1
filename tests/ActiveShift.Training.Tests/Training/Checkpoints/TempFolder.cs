namespace ActiveShift.Training.Tests.Training.Checkpoints;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("activeshift-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_path).Select(entry => Path.GetFileName(entry)).Order();

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
