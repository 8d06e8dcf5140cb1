namespace BatchScoring.Input.Parquet;

/// <summary>
/// Goes through Thrift's compact encoding, in which Parquet's footer is written, and never past its end.
/// </summary>
/// <param name="bytes">The encoded structure.</param>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    /// <summary>Structures and lists inside each other. Parquet's own need about ten.</summary>
    private const int DeepestNesting = 32;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Reads the head of the next field of a structure.</summary>
    /// <param name="id">Before: the id of the field before, or 0. After: the field's.</param>
    /// <param name="type">What it holds.</param>
    /// <returns>Whether there is one; false at the end of the structure.</returns>
    public bool NextField(ref int id, out ThriftType type)
    {
        byte head = Byte();
        type = (ThriftType)(head & 0xf);
        if (head == 0)
            return false;
        int step = head >> 4;
        id = step == 0 ? (short)Integer() : id + step;
        return true;
    }

    /// <summary>Reads the head of a list.</summary>
    /// <returns>Number of elements, each of which takes a byte or more.</returns>
    public int ListHead(out ThriftType element)
    {
        byte head = Byte();
        element = (ThriftType)(head & 0xf);
        ulong count = (ulong)(head >> 4);
        if (count == 0xf)
            count = Unsigned();
        return count <= (ulong)_rest.Length
            ? (int)count
            : throw Damaged($"a list of {count} elements in {_rest.Length} bytes");
    }

    public long Integer()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Passes over the value of a field or an element of a list.</summary>
    public void Skip(ThriftType type, bool inList = false) => Skip(type, inList, DeepestNesting);

    private void Skip(ThriftType type, bool inList, int depth)
    {
        if (depth == 0)
            throw Damaged($"more than {DeepestNesting} structures inside each other");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                // A field's type is its value; an element of a list has a byte.
                if (inList)
                    Byte();
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Unsigned();
                break;
            case ThriftType.Double:
                Take(sizeof(double));
                break;
            case ThriftType.Binary:
                Take(Unsigned());
                break;
            case ThriftType.List or ThriftType.Set:
                for (int left = ListHead(out var element); left > 0; left--)
                    Skip(element, inList: true, depth - 1);
                break;
            case ThriftType.Struct:
                int id = 0;
                while (NextField(ref id, out var field))
                    Skip(field, inList: false, depth - 1);
                break;
            default:
                throw Damaged($"a value of type {(int)type}");
        }
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged("a number of more than ten bytes");
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw Damaged($"{count} bytes where {_rest.Length} are left");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private static InvalidDataException Damaged(string what) => new($"its footer is damaged: {what}");
}
