namespace BatchScoring.Input;

/// <summary>A row to be scored, as ML.NET reads it.</summary>
internal sealed class ImageRow
{
    /// <summary>Place in the whole input, from 0.</summary>
    public long Index { get; init; }

    public string Id { get; init; } = "";

    /// <summary>The encoded file; empty if it could not be had.</summary>
    public byte[] Image { get; init; } = [];

    /// <summary>Why there is no image; empty if there is one.</summary>
    public string Error { get; init; } = "";
}
