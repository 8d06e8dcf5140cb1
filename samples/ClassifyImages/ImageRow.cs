namespace ClassifyImages;

/// <summary>An image of the folder.</summary>
internal sealed class ImageRow
{
    public string ImagePath { get; set; } = "";

    public byte[] Image { get; set; } = [];
}
