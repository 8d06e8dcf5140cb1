namespace ActiveShift.Bench.Images;

/// <summary>A row that names its image's file.</summary>
internal sealed class ImageFileRow
{
    public string ImagePath { get; set; } = "";
}
