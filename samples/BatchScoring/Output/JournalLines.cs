namespace BatchScoring.Output;

/// <summary>The whole lines of a journal, one held at a time. What follows the last line feed is none.</summary>
internal static class JournalLines
{
    /// <summary>Ten times what is ever written.</summary>
    public const int MaxLength = 4096;

    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public static IEnumerable<byte[]> Read(string file)
    {
        // Its writer may have it open.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] buffer = new byte[MaxLength];
        int held = 0;
        for (long number = 1; ;)
        {
            int end = Array.IndexOf(buffer, (byte)'\n', 0, held);
            if (end >= 0)
            {
                yield return buffer[..end];
                number++;
                held -= end + 1;
                buffer.AsSpan(end + 1, held).CopyTo(buffer);
                continue;
            }
            if (held == buffer.Length)
            {
                throw new InvalidDataException(
                    $"'{file}', line {number}: it is longer than the expected {MaxLength} bytes. " +
                    "It is damaged, or no journal of this program.");
            }
            int read = stream.Read(buffer, held, buffer.Length - held);
            if (read == 0)
                yield break;
            held += read;
        }
    }
}
