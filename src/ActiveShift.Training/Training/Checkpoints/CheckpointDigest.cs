using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ActiveShift.Training;

/// <summary>SHA-256 of what a checkpoint holds. Every part goes in after its length, so that no two contents give the same bytes.</summary>
internal static class CheckpointDigest
{
    /// <summary>Of metadata and tensors.</summary>
    public static string Of(SortedDictionary<string, string> metadata, IEnumerable<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> tensors)
    {
        var hash = new Sha256();
        foreach (var (key, value) in metadata)
        {
            Append(hash, Encoding.UTF8.GetBytes(key));
            Append(hash, Encoding.UTF8.GetBytes(value));
        }
        foreach (var (name, shape, values) in tensors)
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, MemoryMarshal.AsBytes<int>(shape));
            Append(hash, MemoryMarshal.AsBytes(values.Span));
        }
        return hash.FinishHex();
    }

    /// <summary>Of the labels of a set, in their order.</summary>
    public static string OfLabels(IImageSet images)
    {
        int[] labels = [.. Enumerable.Range(0, images.Count).Select(images.GetLabel)];
        return Convert.ToHexStringLower(Sha256.Of(MemoryMarshal.AsBytes<int>(labels)));
    }

    /// <summary>Of what the teacher of a set says of its images, in their order; null without a teacher.</summary>
    public static string? OfTeacher(IImageSet images)
    {
        if (images.GetTeacherProbabilities(0).IsEmpty)
            return null;
        var hash = new Sha256();
        for (int i = 0; i < images.Count; i++)
            Append(hash, MemoryMarshal.AsBytes(images.GetTeacherProbabilities(i).Span));
        return hash.FinishHex();
    }

    /// <summary>Of the tensors of a network.</summary>
    public static string OfWeights(NetworkWeights weights) => Of([], Checkpoint.Tensorize("", weights));

    private static void Append(Sha256 hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        hash.Append(length);
        hash.Append(part);
    }
}
