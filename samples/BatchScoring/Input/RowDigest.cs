using System.Security.Cryptography;
using System.Text;

namespace BatchScoring.Input;

/// <summary>Counts rows and digests their ids and paths.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1024];
    private long _rows;

    public void Add(PathRow row)
    {
        Append(row.Id);
        Append(row.Path);
        _rows++;
    }

    /// <summary>What was added until now.</summary>
    public InputIdentity Current() => new(_rows, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public void Dispose() => _hash.Dispose();

    private void Append(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        if (_buffer.Length < most)
            _buffer = new byte[most];
        int length = Encoding.UTF8.GetBytes(text, _buffer);
        // No file name holds a zero, so nothing else gives the same bytes.
        _buffer[length] = 0;
        _hash.AppendData(_buffer, 0, length + 1);
    }
}
