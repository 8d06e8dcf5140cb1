using BatchScoring.Splitting;

namespace BatchScoring.Input;

/// <summary>Rows that have their images with them, but for those that are too large.</summary>
internal sealed class LimitedImages(IImageSource source, ImageLimit limit) : IImageSource
{
    public InputIdentity Identify() => source.Identify();

    public IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected) =>
        source.Read(selection, expected).Select(Limited);

    private ImageRow Limited(ImageRow row) => limit.Refusal(row.Image.Length) is { } refusal
        ? new ImageRow { Index = row.Index, Id = row.Id, Error = refusal }
        : row;
}
