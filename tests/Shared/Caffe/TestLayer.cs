namespace ActiveShift.Tests.Shared.Caffe;

/// <summary>A layer of a Caffe model, to be written.</summary>
internal sealed record TestLayer(string Name, string Type, TestBlob[] Blobs, int? Stride = null)
{
    public ProtobufBytes Encode(BlobForm form)
    {
        var layer = new ProtobufBytes().Text(1, Name).Text(2, Type).Text(3, "in").Text(4, "out");
        foreach (var blob in Blobs)
            layer.Message(7, blob.Encode(form));
        layer.Varint(10, 1);
        if (Stride is { } stride)
            layer.Message(106, new ProtobufBytes().Varint(1, 8).Varint(6, (ulong)stride));
        return layer;
    }
}
