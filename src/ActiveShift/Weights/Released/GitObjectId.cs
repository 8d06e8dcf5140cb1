using System.Text;

namespace ActiveShift;

/// <summary>The name that git gives to a file's content, by which a file of a repository is known.</summary>
internal static class GitObjectId
{
    /// <summary>SHA-1 of "blob LENGTH", a zero byte and the content, in lower-case hexadecimal digits.</summary>
    /// <param name="content">The whole file.</param>
    public static string Of(ReadOnlySpan<byte> content)
    {
        var hash = new Sha1();
        hash.Append(Encoding.ASCII.GetBytes(string.Create(null, $"blob {content.Length}\0")));
        hash.Append(content);
        return hash.FinishHex();
    }
}
