namespace ActiveShift.Bench.Photos;

/// <summary>A photograph's file and its class, as a pipeline of ML.NET begins with.</summary>
internal sealed class PhotoRow
{
    public string ImagePath { get; set; } = "";

    public string Label { get; set; } = "";
}
