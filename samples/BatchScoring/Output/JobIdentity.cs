using BatchScoring.Input;

namespace BatchScoring.Output;

/// <summary>What must be the same for results to belong together.</summary>
/// <param name="ModelDigest">SHA-256 of the model's file.</param>
/// <param name="Input">The input.</param>
/// <param name="Format">The output's format.</param>
/// <param name="Top">Classes of a row.</param>
/// <param name="PartRows">Rows of a part.</param>
/// <param name="MaxImageBytes">
/// The largest encoded image that is read; null in a journal of before there was such a limit.
/// </param>
internal sealed record JobIdentity(
    string ModelDigest, InputIdentity Input, OutputFormat Format, int Top, int PartRows, long? MaxImageBytes = null)
{
    private string MaxImageMegabytes => MaxImageBytes is { } bytes ? $"{bytes >> 20}" : "none";

    /// <summary>Says in words what differs, or null if nothing does.</summary>
    public string? DifferenceFrom(JobIdentity other) =>
        ModelDigest != other.ModelDigest ? $"another model (SHA-256 {other.ModelDigest[..12]}…, here {ModelDigest[..12]}…)"
        : Input.Rows != other.Input.Rows ? $"another input ({other.Input.Rows} rows, here {Input.Rows})"
        : Input != other.Input ? $"another input (also {Input.Rows} rows, but others or in another order)"
        : Format != other.Format ? $"another format ({other.Format}, here {Format})"
        : Top != other.Top ? $"another --top ({other.Top}, here {Top})"
        : PartRows != other.PartRows ? $"another --part-rows ({other.PartRows}, here {PartRows})"
        : MaxImageBytes != other.MaxImageBytes
            ? $"another --max-image-mb ({other.MaxImageMegabytes}, here {MaxImageMegabytes})"
        : null;
}
