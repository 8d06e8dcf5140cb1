using System.Security.Cryptography;
using System.Text;

namespace ActiveShift.Tests.Files.Hashing;

public sealed class BlockHashTests
{
    private const string TwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    /// <summary>The examples of FIPS 180-4 that NIST publishes, and the empty message.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(TwoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Sha256_gives_the_hashes_that_the_standard_gives(string message, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Sha256.Of(Encoding.ASCII.GetBytes(message))));

    [Theory]
    [InlineData("", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(TwoBlocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1")]
    public void Sha1_gives_the_hashes_that_the_standard_gives(string message, string expected)
    {
        var hash = new Sha1();
        hash.Append(Encoding.ASCII.GetBytes(message));
        Assert.Equal(expected, hash.FinishHex());
    }

    [Fact]
    public void A_million_letters_too()
    {
        byte[] message = new byte[1_000_000];
        message.AsSpan().Fill((byte)'a');
        Assert.Equal(
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
            Convert.ToHexStringLower(Sha256.Of(message)));
    }

    /// <summary>
    /// Around the ends of blocks and of what fits into the last one beside the length, whole and in parts.
    /// </summary>
    [Fact]
    public void Messages_of_all_lengths_have_the_hashes_of_the_framework()
    {
        var random = new Random(180);
        int[] lengths = [.. Enumerable.Range(0, 200), .. Enumerable.Range(0, 40).Select(_ => random.Next(100_000))];
        foreach (int length in lengths)
        {
            byte[] message = new byte[length];
            random.NextBytes(message);
            byte[] expected = SHA256.HashData(message);
            Assert.Equal(expected, Sha256.Of(message));
            Assert.Equal(expected, InParts(new Sha256(), message, random));
#pragma warning disable CA5350 // It is what is tested.
            Assert.Equal(SHA1.HashData(message), InParts(new Sha1(), message, random));
#pragma warning restore CA5350
        }
    }

    private static byte[] InParts(BlockHash hash, ReadOnlySpan<byte> message, Random random)
    {
        while (!message.IsEmpty)
        {
            int part = Math.Min(random.Next(150), message.Length);
            hash.Append(message[..part]);
            message = message[part..];
        }
        return hash.Finish();
    }
}
