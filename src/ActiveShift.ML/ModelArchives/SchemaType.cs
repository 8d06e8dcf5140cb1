namespace ActiveShift.ML;

/// <summary>A type in a binary data view: a name, and parameters that depend on it.</summary>
/// <param name="Size">Of a vector the number of values, 0 where it varies; -1 for a single value.</param>
internal readonly record struct SchemaType(long Size)
{
    private const string Vector = "VBuffer";
    private const int MaxDepth = 8;
    private const int MaxRank = 32;

    public bool IsVector => Size >= 0;

    /// <summary>Reads and checks a type.</summary>
    /// <param name="bytes">Where it begins; afterwards, where it ends.</param>
    /// <param name="owner">What is of this type, for the error.</param>
    /// <exception cref="InvalidDataException">
    /// Its parameters are longer or shorter than they are said to be, or nonsense.
    /// </exception>
    public static SchemaType Read(SchemaBytes bytes, string owner) => Read(bytes, owner, depth: 0);

    private static SchemaType Read(SchemaBytes bytes, string owner, int depth)
    {
        if (depth == MaxDepth)
            throw SchemaBytes.Damaged($"the type of {owner} is nested more than {MaxDepth} deep");
        string name = bytes.String($"type of {owner}");
        int length = bytes.ByteCount($"type '{name}' of {owner}");
        long end = bytes.Position + length;
        long size = -1;
        if (name == Vector)
        {
            Read(bytes, owner, depth + 1);
            size = ReadSize(bytes, owner, end);
        }
        else if (name is "Key2" or "Key")
        {
            Read(bytes, owner, depth + 1);
        }
        if (bytes.Position > end || (name == Vector && bytes.Position != end))
        {
            throw SchemaBytes.Damaged(
                $"the type '{name}' of {owner} ends at byte {bytes.Position}; it is said to end at {end}");
        }
        bytes.Seek(end, $"what follows the type of {owner}");
        return new SchemaType(size);
    }

    private static long ReadSize(SchemaBytes bytes, string owner, long end)
    {
        int rank = bytes.Int32($"dimensions of {owner}");
        if (rank is < 0 or > MaxRank || bytes.Position + ((long)rank * sizeof(int)) > end)
            throw SchemaBytes.Damaged($"{owner} has {rank} dimensions, which its type has no room for");
        long size = rank == 0 ? 0 : 1;
        for (int i = 0; i < rank; i++)
        {
            int side = bytes.Int32($"dimension {i} of {owner}");
            if (side < 0 || (size *= side) > int.MaxValue)
            {
                throw SchemaBytes.Damaged(
                    $"{owner} has a dimension of {side}: all together must be 0 to {int.MaxValue} values");
            }
        }
        return size;
    }
}
