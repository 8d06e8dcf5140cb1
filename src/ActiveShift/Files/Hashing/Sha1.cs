using System.Buffers.Binary;
using System.Numerics;

namespace ActiveShift;

/// <summary>SHA-1 of FIPS 180-4, section 6.1, without OpenSSL: what git names files by.</summary>
internal sealed class Sha1() : BlockHash(_initial)
{
    private const int Rounds = 80;

    private static readonly uint[] _initial = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

    private protected override void Add(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        Expand(block, schedule);
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4]);
        for (int t = 0; t < Rounds; t++)
        {
            var (function, constant) = (t / 20) switch
            {
                0 => (d ^ (b & (c ^ d)), 0x5a827999u),
                1 => (b ^ c ^ d, 0x6ed9eba1u),
                2 => ((b & c) | (d & (b | c)), 0x8f1bbcdcu),
                _ => (b ^ c ^ d, 0xca62c1d6u),
            };
            uint next = BitOperations.RotateLeft(a, 5) + function + e + constant + schedule[t];
            (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, next);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static void Expand(ReadOnlySpan<byte> block, Span<uint> schedule)
    {
        for (int t = 0; t < 16; t++)
            schedule[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        for (int t = 16; t < schedule.Length; t++)
        {
            schedule[t] = BitOperations.RotateLeft(
                schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], 1);
        }
    }
}
