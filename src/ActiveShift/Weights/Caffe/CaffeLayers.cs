namespace ActiveShift;

/// <summary>
/// The layers of a Caffe model (<c>NetParameter</c>) that have blobs, by name. Each is taken at most once, and none may be left over:
/// a network with a layer that was not understood would give wrong answers without a word.
/// </summary>
internal sealed class CaffeLayers
{
    /// <summary>Far more than the largest network that is accepted has; AS-ResNet-w32 has some 150.</summary>
    private const int MaxLayers = 1 << 16;

    private const int LayerField = 100;
    private const int LegacyLayersField = 2;

    /// <summary>
    /// The statistics that the release still carries. Its scale layers already contain them, so these blobs have no effect on the
    /// network any more and must not be applied again.
    /// </summary>
    private const string MergedType = "BatchNorm";

    private readonly Dictionary<string, CaffeLayer> _layers = new(StringComparer.Ordinal);

    private CaffeLayers()
    {
    }

    /// <exception cref="InvalidDataException">The file is damaged, has no layers, or has two of the same name.</exception>
    public static CaffeLayers Read(ReadOnlySpan<byte> file)
    {
        var layers = new CaffeLayers();
        var reader = new ProtobufReader(file);
        int count = 0;
        while (reader.TryRead(out var field))
        {
            if (field.Number == LegacyLayersField)
            {
                throw new InvalidDataException(
                    "The file has layers in the format of before 2014 (field 'layers', 2); expected field 'layer', 100: " +
                    "Caffe's upgrade_net_proto_binary rewrites it.");
            }
            if (field.Number != LayerField)
                continue;
            if (count == MaxLayers)
                throw new InvalidDataException($"The file has more than {MaxLayers} layers.");
            layers.Add(CaffeLayer.Read(field.Bytes("layer"), count++));
        }
        return count > 0 ? layers : throw new InvalidDataException("The file has no layers (field 'layer', 100); expected a Caffe model.");
    }

    public bool Contains(string name) => _layers.ContainsKey(name);

    /// <summary>Takes a layer out.</summary>
    /// <exception cref="InvalidDataException">It is missing, or of another kind.</exception>
    public CaffeLayer Take(string name, string type, int blobs)
    {
        if (!_layers.Remove(name, out var layer))
            throw new InvalidDataException($"Layer '{name}' is missing; expected a layer of type {type} with {blobs} blob(s).");
        if (layer.Type != type || layer.Blobs.Count != blobs)
        {
            throw new InvalidDataException(
                $"Layer '{name}' is of type '{layer.Type}' with {layer.Blobs.Count} blob(s); expected type '{type}' with {blobs} blob(s).");
        }
        return layer;
    }

    /// <exception cref="InvalidDataException">A layer was not taken.</exception>
    public void CheckAllTaken()
    {
        if (_layers.Values.FirstOrDefault() is { } left)
            throw new InvalidDataException($"Layer '{left.Name}' of type '{left.Type}' has no place in an AS-ResNet.");
    }

    private void Add(CaffeLayer layer)
    {
        if (layer.Blobs.Count == 0 || layer.Type == MergedType)
            return;
        if (!_layers.TryAdd(layer.Name, layer))
            throw new InvalidDataException($"Two layers are named '{layer.Name}'; expected one.");
    }
}
