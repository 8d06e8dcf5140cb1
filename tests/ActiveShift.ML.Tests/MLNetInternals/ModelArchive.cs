using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>The entries of a saved model, which can be changed and put together again.</summary>
internal sealed class ModelArchive
{
    private readonly Dictionary<string, byte[]> _entries = [];

    public ModelArchive(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            _entries.Add(entry.FullName, content.ToArray());
        }
    }

    public IEnumerable<string> Names => _entries.Keys;

    public byte[] this[string ending] => _entries[Name(ending)];

    /// <summary>The entry, itself, whose content has an ASCII text in it: a model's header by its signature.</summary>
    public byte[] HeaderOf(string signature) =>
        _entries.Values.Single(entry => entry.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature)) >= 0);

    /// <summary>Saves a model as ML.NET does.</summary>
    public static byte[] Save(ITransformer model)
    {
        using var stream = new MemoryStream();
        new MLContext(seed: 7).Model.Save(model, ShapeData.Table(FeatureForm.Encoded).Schema, stream);
        return stream.ToArray();
    }

    public static ITransformer Load(byte[] file) => new MLContext(seed: 7).Model.Load(new MemoryStream(file), out _);

    public ModelArchive Remove(string ending)
    {
        _entries.Remove(Name(ending));
        return this;
    }

    /// <summary>Puts other content in an entry; with its digest, unless the change is meant to be found by that.</summary>
    public ModelArchive Replace(string ending, byte[] content, bool withDigest = true)
    {
        string name = Name(ending);
        byte[] old = ModelEntries.Digest(_entries[name]);
        _entries[name] = content;
        if (!withDigest)
            return this;
        byte[] header = _entries.Values.Single(entry => entry.AsSpan().IndexOf(old) >= 0);
        ModelEntries.Digest(content).CopyTo(header.AsSpan(header.AsSpan().IndexOf(old)));
        return this;
    }

    /// <summary>Changes the JSON description.</summary>
    public ModelArchive Edit(Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(this["network.json"])!.AsObject();
        edit(json);
        return Replace("network.json", Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>The same weights for square images of another size.</summary>
    public ModelArchive WithSide(int side) => Edit(json =>
    {
        foreach (string part in new[] { "network", "preprocessing" })
            (json[part]!["height"], json[part]!["width"]) = (side, side);
        json["preprocessing"]!["resizeShortSide"] = side;
    });

    public byte[] ToFile()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private string Name(string ending) => _entries.Keys.Single(name => name.EndsWith(ending, StringComparison.Ordinal));
}
