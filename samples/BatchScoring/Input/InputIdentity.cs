namespace BatchScoring.Input;

/// <summary>What says that two machines, or two runs, see the same input.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Digest">SHA-256, in hexadecimal, of what <see cref="IImageSource.Identify"/> says.</param>
internal sealed record InputIdentity(long Rows, string Digest);
