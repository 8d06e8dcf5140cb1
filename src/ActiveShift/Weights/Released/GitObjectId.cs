using System.Security.Cryptography;
using System.Text;

namespace ActiveShift;

/// <summary>The name that git gives to a file's content, by which a file of a repository is known.</summary>
internal static class GitObjectId
{
    /// <summary>SHA-1 of "blob LENGTH", a zero byte and the content, in lower-case hexadecimal digits.</summary>
    /// <param name="content">The whole file.</param>
    public static string Of(ReadOnlySpan<byte> content)
    {
#pragma warning disable CA5350 // SHA-1 is what git's object ids are made of.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(null, $"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
