namespace ActiveShift;

/// <summary>A layer of a Caffe model (<c>LayerParameter</c>): what of it decides the network's numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it computes, such as <c>Convolution</c>.</param>
/// <param name="Blobs">Its tensors.</param>
/// <param name="Stride">Its stride in both directions, or null if it has no parameters of a convolution.</param>
internal sealed record CaffeLayer(string Name, string Type, IReadOnlyList<CaffeBlob> Blobs, int? Stride)
{
    /// <summary>More than any layer of Caffe has: batch normalisation has three.</summary>
    private const int MaxBlobs = 16;

    private const int NameField = 1;
    private const int TypeField = 2;
    private const int BlobsField = 7;
    private const int ConvolutionField = 106;
    private const int StrideField = 6;
    private const int StrideHeightField = 13;
    private const int StrideWidthField = 14;

    /// <param name="message">The layer's bytes.</param>
    /// <param name="index">Its position in the file, which names it in an error as long as its name is not known.</param>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static CaffeLayer Read(ReadOnlySpan<byte> message, int index)
    {
        string name = "", type = "";
        int? stride = null;
        var blobs = new List<CaffeBlob>();
        try
        {
            var reader = new ProtobufReader(message);
            while (reader.TryRead(out var field))
            {
                switch (field.Number)
                {
                    case NameField:
                        name = field.Text("name");
                        break;
                    case TypeField:
                        type = field.Text("type");
                        break;
                    case BlobsField when blobs.Count == MaxBlobs:
                        throw new InvalidDataException($"The layer has more than {MaxBlobs} blobs.");
                    case BlobsField:
                        blobs.Add(CaffeBlob.Read(field.Bytes("blobs")));
                        break;
                    case ConvolutionField:
                        stride = ReadStride(field.Bytes("convolution_param")) ?? stride ?? 1;
                        break;
                }
            }
            return new(name, type, blobs, stride);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Layer {index} '{name}': {e.Message}", e);
        }
    }

    private static int? ReadStride(ReadOnlySpan<byte> message)
    {
        int? stride = null;
        var reader = new ProtobufReader(message);
        while (reader.TryRead(out var field))
        {
            if (field.Number is not (StrideField or StrideHeightField or StrideWidthField))
                continue;
            if (field.WireType == WireType.Varint)
            {
                stride = Merge(stride, field.Varint("stride"));
                continue;
            }
            var packed = new ProtobufReader(field.Bytes("stride"));
            while (!packed.AtEnd)
                stride = Merge(stride, packed.ReadVarint());
        }
        return stride;
    }

    private static int Merge(int? known, ulong value)
    {
        if (value is 0 or > SpecLimits.MaxStride)
            throw new InvalidDataException($"The stride is {value}; expected 1 to {SpecLimits.MaxStride}.");
        return known is null || known == (int)value
            ? (int)value
            : throw new InvalidDataException($"The layer has the strides {known} and {value}; expected the same in both directions.");
    }
}
