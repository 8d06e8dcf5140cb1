namespace ActiveShift.Bench.Images;

/// <summary>A row that holds its image's file.</summary>
internal sealed class EncodedImageRow
{
    public byte[] Image { get; set; } = [];
}
