using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BatchScoring.Input.Parquet;

/// <summary>
/// The end of a Parquet file: a description of all that is in it, its length and "PAR1". It is looked through before
/// the Parquet library has it, whose code
/// for nested columns calls itself once a level: a description of a hundred thousand levels would end the process.
/// </summary>
internal static class ParquetFooter
{
    private const int MagicLength = 4;
    private const int TailLength = sizeof(int) + MagicLength;
    private const int DeepestColumn = 100;

    // Of FileMetaData and SchemaElement in Parquet's parquet.thrift.
    private const int SchemaField = 2;
    private const int ChildrenField = 5;

    /// <summary>Checks the footer.</summary>
    /// <returns>Its SHA-256, in hexadecimal.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or this is no Parquet file; the message goes on from the
    /// file's name.</exception>
    public static string Check(Stream stream)
    {
        byte[] footer = Read(stream);
        CheckNesting(footer);
        return Convert.ToHexStringLower(SHA256.HashData(footer));
    }

    private static byte[] Read(Stream stream)
    {
        if (stream.Length < MagicLength + TailLength)
            throw new InvalidDataException(
                $"it has {stream.Length} bytes, a Parquet file {MagicLength + TailLength} or more");
        Span<byte> head = stackalloc byte[MagicLength];
        stream.Position = 0;
        stream.ReadExactly(head);
        Span<byte> tail = stackalloc byte[TailLength];
        stream.Position = stream.Length - TailLength;
        stream.ReadExactly(tail);
        if (tail[sizeof(int)..].SequenceEqual("PARE"u8))
            throw new InvalidDataException("it is encrypted");
        if (!head.SequenceEqual("PAR1"u8))
            throw new InvalidDataException(
                $"it begins with the bytes {Convert.ToHexString(head)}, a Parquet file with 50415231 (PAR1)");
        if (!tail[sizeof(int)..].SequenceEqual("PAR1"u8))
            throw new InvalidDataException("it does not end with PAR1: it is cut short, or was not written to its end");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        long most = Math.Min(stream.Length - MagicLength - TailLength, Array.MaxLength);
        if (length > most)
            throw new InvalidDataException(
                $"its footer is damaged: it says {length} bytes of itself, and {most} are possible");
        byte[] footer = new byte[length];
        stream.Position = stream.Length - TailLength - length;
        stream.ReadExactly(footer);
        return footer;
    }

    private static void CheckNesting(ReadOnlySpan<byte> footer)
    {
        var walk = new ThriftWalk(footer);
        int id = 0;
        while (walk.NextField(ref id, out var type))
        {
            if (id == SchemaField && type == ThriftType.List)
                CheckSchema(ref walk);
            else
                walk.Skip(type);
        }
    }

    /// <summary>The schema is a tree, written as a list: every column is followed by those inside it.</summary>
    private static void CheckSchema(ref ThriftWalk walk)
    {
        int count = walk.ListHead(out var element);
        if (element != ThriftType.Struct)
            throw new InvalidDataException($"its footer is damaged: a schema of type {(int)element}");
        var left = new Stack<long>();
        for (; count > 0; count--)
        {
            while (left.TryPop(out long siblings))
            {
                if (siblings == 0)
                    continue;
                left.Push(siblings - 1);
                break;
            }
            long children = Children(ref walk);
            if (children > 0)
                left.Push(children);
            if (left.Count > DeepestColumn)
                throw new InvalidDataException($"its columns are nested more than {DeepestColumn} deep");
        }
    }

    private static long Children(ref ThriftWalk walk)
    {
        long children = 0;
        int id = 0;
        while (walk.NextField(ref id, out var type))
        {
            if (id == ChildrenField && type == ThriftType.Int32)
                children = walk.Integer();
            else
                walk.Skip(type);
        }
        return children;
    }
}
