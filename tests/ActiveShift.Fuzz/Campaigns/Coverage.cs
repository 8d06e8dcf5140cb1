using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>
/// Which branches an execution took, and how often. The instrumented assemblies count each pair of blocks of code in
/// a table of bytes, as AFL's do.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte* _counts;
    private readonly byte[] _seen = new byte[Size];

    public Coverage()
    {
        // Never freed: instrumented code may run until the process ends.
        _counts = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _counts;
    }

    /// <summary>Pairs that were taken by any execution.</summary>
    public int Branches => _seen.Count(seen => seen != 0);

    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>
    /// Whether a pair was taken for the first time, or as often as never before: once, twice, up to 3, 7, 15, 31, 127
    /// times, or more.
    /// </summary>
    public bool HasNews()
    {
        bool news = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / sizeof(ulong));
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            for (int i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                byte bucket = Bucket(_counts[i]);
                news |= (bucket & ~_seen[i]) != 0;
                _seen[i] |= bucket;
            }
        }
        return news;
    }

    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        <= 7 => 8,
        <= 15 => 16,
        <= 31 => 32,
        <= 127 => 64,
        _ => 128,
    };
}
