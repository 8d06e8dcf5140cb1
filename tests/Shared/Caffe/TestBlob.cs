namespace ActiveShift.Tests.Shared.Caffe;

/// <summary>How a blob is written: all of these are legal, and the release uses the first.</summary>
internal enum BlobForm
{
    Packed,
    Unpacked,
    Legacy,
}

/// <summary>A tensor of a Caffe model, to be written.</summary>
internal sealed record TestBlob(int[] Shape, float[] Values)
{
    public ProtobufBytes Encode(BlobForm form)
    {
        var blob = new ProtobufBytes();
        switch (form)
        {
            case BlobForm.Packed:
                return blob.PackedSingles(5, Values).Message(7, new ProtobufBytes().PackedVarints(1, Shape));
            case BlobForm.Unpacked:
                var shape = new ProtobufBytes();
                foreach (int side in Shape)
                    shape.Varint(1, (ulong)side);
                blob.Message(7, shape);
                foreach (float value in Values)
                    blob.Single(5, value);
                return blob;
            default:
                // num, channels, height, width; a matrix or vector has ones in front.
                int[] sides = [.. Enumerable.Repeat(1, 4 - Shape.Length), .. Shape];
                for (int i = 0; i < 4; i++)
                    blob.Varint(i + 1, (ulong)sides[i]);
                return blob.PackedSingles(5, Values);
        }
    }
}
