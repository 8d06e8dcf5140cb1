namespace BatchScoring.Output;

/// <summary>A part that is written and in its place.</summary>
/// <param name="Part">Its number.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Failed">How many of them have an error.</param>
/// <param name="Bytes">Length of its file.</param>
/// <param name="Sha256">Digest of its file, in hexadecimal.</param>
internal sealed record PartRecord(long Part, int Rows, int Failed, long Bytes, string Sha256);
