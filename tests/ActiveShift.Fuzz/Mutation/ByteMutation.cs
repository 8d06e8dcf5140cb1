using System.Buffers.Binary;

namespace ActiveShift.Fuzz.Mutation;

/// <summary>Alters bytes without knowing what they mean.</summary>
/// <param name="tokens">Pieces that mean something in the format, and are put in now and then.</param>
internal sealed class ByteMutation(params byte[][] tokens)
{
    private const int MostChanges = 4;
    private const int LongestRange = 64;

    /// <summary>Alters an input a few times.</summary>
    /// <param name="input">The input; is not changed.</param>
    /// <param name="other">Another, from which ranges are taken.</param>
    /// <param name="random">Decides.</param>
    public byte[] Alter(byte[] input, byte[] other, Random random)
    {
        byte[] bytes = [.. input];
        for (int left = 1 + random.Next(MostChanges); left > 0; left--)
            bytes = Once(bytes, other, random);
        return bytes;
    }

    private byte[] Once(byte[] bytes, byte[] other, Random random)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        int place = random.Next(bytes.Length);
        int length = Math.Min(1 + random.Next(LongestRange), bytes.Length - place);
        switch (random.Next(10))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[place] = (byte)random.Next(256);
                return bytes;
            case 2:
                random.NextBytes(bytes.AsSpan(place, Math.Min(length, 8)));
                return bytes;
            case 3 or 4:
                WriteNumber(bytes.AsSpan(place), random);
                return bytes;
            case 5:
                return [.. bytes[..place], .. bytes[(place + length)..]];
            case 6:
                return [.. bytes[..place], .. bytes[place..(place + length)], .. bytes[place..]];
            case 7 when other.Length > 0:
                int from = random.Next(other.Length);
                byte[] range = other[from..Math.Min(from + length, other.Length)];
                return [.. bytes[..place], .. range, .. bytes[(random.Next(2) == 0 ? place : place + length)..]];
            case 8 when tokens.Length > 0:
                byte[] token = tokens[random.Next(tokens.Length)];
                int after = random.Next(2) == 0 ? place : Math.Min(place + token.Length, bytes.Length);
                return [.. bytes[..place], .. token, .. bytes[after..]];
            default:
                return random.Next(4) == 0 ? bytes[..place] : bytes;
        }
    }

    private static void WriteNumber(Span<byte> place, Random random)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        long value = InterestingNumbers.Pick(random);
        int length = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..length];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[^length..];
        }
        number[..Math.Min(length, place.Length)].CopyTo(place);
    }
}
