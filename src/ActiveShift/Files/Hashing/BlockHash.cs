using System.Buffers.Binary;

namespace ActiveShift;

/// <summary>
/// What SHA-1 and SHA-256 have in common (FIPS 180-4): words of 32 bits with the highest byte first, blocks of 64
/// bytes, and the message's length at the end.
/// </summary>
/// <remarks>
/// They are written out here because .NET has them from OpenSSL on Linux, and ends the process where OpenSSL is not
/// there, as in containers without anything that a program does not need. Nothing that is hashed here is secret.
/// </remarks>
internal abstract class BlockHash
{
    private const int BlockLength = 64;
    private const int LengthOffset = BlockLength - sizeof(ulong);

    private readonly uint[] _state;
    private readonly byte[] _block = new byte[BlockLength];
    private ulong _length;

    private protected BlockHash(ReadOnlySpan<uint> initialState) => _state = initialState.ToArray();

    private int Pending => (int)(_length % BlockLength);

    /// <summary>Takes what comes next of the message.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        int pending = Pending;
        _length += (ulong)data.Length;
        if (pending > 0)
        {
            int fill = Math.Min(BlockLength - pending, data.Length);
            data[..fill].CopyTo(_block.AsSpan(pending));
            data = data[fill..];
            if (pending + fill < BlockLength)
                return;
            Add(_block, _state);
        }
        for (; data.Length >= BlockLength; data = data[BlockLength..])
            Add(data[..BlockLength], _state);
        data.CopyTo(_block);
    }

    /// <summary>The hash of what was appended. Nothing can be appended after it.</summary>
    public byte[] Finish()
    {
        int pending = Pending;
        _block[pending++] = 0x80;
        if (pending > LengthOffset)
        {
            _block.AsSpan(pending).Clear();
            Add(_block, _state);
            pending = 0;
        }
        _block.AsSpan(pending).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(_block.AsSpan(LengthOffset), _length * 8);
        Add(_block, _state);
        byte[] hash = new byte[_state.Length * sizeof(uint)];
        for (int i = 0; i < _state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), _state[i]);
        return hash;
    }

    /// <summary>The hash as lower-case hexadecimal digits. Nothing can be appended after it.</summary>
    public string FinishHex() => Convert.ToHexStringLower(Finish());

    /// <summary>Brings a block of 64 bytes into the state.</summary>
    private protected abstract void Add(ReadOnlySpan<byte> block, Span<uint> state);
}
