namespace ActiveShift.ML.Tests.Loaders;

/// <summary>Files in CIFAR's binary format, by its description: one or two label bytes, then 3072 pixels.</summary>
internal static class CifarBytes
{
    /// <summary>Row r, counted from <paramref name="first"/>, has the pixel (r + i) % 251 at i.</summary>
    public static byte[] Cifar10(int count, int first = 0, int classes = 10) => [.. Enumerable.Range(first, count).SelectMany(r => Record(r, [(byte)(r % classes)]))];

    /// <summary>The coarse label of row r is 19, its fine one r % 100.</summary>
    public static byte[] Cifar100(int count, int first = 0) => [.. Enumerable.Range(first, count).SelectMany(r => Record(r, [19, (byte)(r % 100)]))];

    public static IEnumerable<byte> Pixels(int row) => Enumerable.Range(0, 3072).Select(i => (byte)((row + i) % 251));

    private static IEnumerable<byte> Record(int row, byte[] labels) => labels.Concat(Pixels(row));
}
