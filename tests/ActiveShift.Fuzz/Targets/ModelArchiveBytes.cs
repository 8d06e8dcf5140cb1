using System.IO.Compression;
using System.Security.Cryptography;

namespace ActiveShift.Fuzz.Targets;

/// <summary>
/// The entries of a model archive that are ours: a header that ends with two digests, and what they are digests of.
/// </summary>
internal sealed class ModelArchiveBytes
{
    /// <summary>Of ML.NET's part of the header, behind which ours begins.</summary>
    private const int HeaderLength = 256;

    private readonly List<(string Name, byte[] Content)> _entries = [];

    /// <param name="archive">A model as ML.NET saves it.</param>
    public ModelArchiveBytes(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive, writable: false));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            _entries.Add((entry.FullName, content.ToArray()));
        }
    }

    public byte[] Description { get => this["network.json"]; set => this["network.json"] = value; }

    public byte[] Weights { get => this["weights.safetensors"]; set => this["weights.safetensors"] = value; }

    private string HeaderName =>
        _entries[IndexOf("network.json")].Name.Replace("network.json", "Model.key", StringComparison.Ordinal);

    private byte[] this[string name]
    {
        get => _entries[IndexOf(name)].Content;
        set => _entries[IndexOf(name)] = (_entries[IndexOf(name)].Name, value);
    }

    /// <summary>Writes the digests of the entries as they are now.</summary>
    public void FixDigests()
    {
        byte[] header = this[HeaderName];
        SHA256.HashData(Description).CopyTo(header, HeaderLength);
        SHA256.HashData(Weights).CopyTo(header, HeaderLength + SHA256.HashSizeInBytes);
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private int IndexOf(string name) =>
        _entries.FindIndex(entry => entry.Name.EndsWith(name, StringComparison.Ordinal));
}
