using System.Security.Cryptography;
using BatchScoring.Output;

namespace BatchScoring.Merging;

/// <summary>A part's file and what its journal says of it.</summary>
internal sealed record PlacedPart(string File, PartRecord Record)
{
    /// <summary>Opens the file after comparing it with what was written.</summary>
    /// <exception cref="InvalidDataException">It is not there, or not what was written.</exception>
    public FileStream Open()
    {
        if (!System.IO.File.Exists(File))
            throw new InvalidDataException($"'{File}' is missing. Run its shard again.");
        var stream = System.IO.File.OpenRead(File);
        string digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (digest != Record.Sha256)
        {
            stream.Dispose();
            throw new InvalidDataException($"'{File}' is not what was written (SHA-256 {digest}, expected {Record.Sha256}). Delete it, and run its shard again.");
        }
        stream.Position = 0;
        return stream;
    }
}
