using System.Security.Cryptography;
using BatchScoring.Splitting;

namespace BatchScoring.Input;

/// <summary>
/// The rows of Parquet files that hold the images themselves. The image column of one row group is held at a time; row groups
/// of which no row is wanted are not read.
/// </summary>
/// <param name="files">The files, in this order.</param>
/// <param name="imageColumn">Column of the encoded images.</param>
/// <param name="idColumn">Column of the id, or null for the file's name, '#' and the row's number in it from 0.</param>
internal sealed class ParquetImages(IReadOnlyList<string> files, string imageColumn, string? idColumn) : IImageSource
{
    /// <summary>The digest is over the columns' names and the files' footers, which say where in a file every column of every row group lies.</summary>
    public InputIdentity Identify()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{imageColumn}\0{idColumn}\0"));
        long rows = 0;
        foreach (string file in files)
        {
            using (var table = ParquetTable.Open(file))
            {
                table.Find(imageColumn);
                for (int group = 0; group < table.RowGroups; group++)
                    rows += table.RowsOf(group);
            }
            // Without an id column the file's name is in the ids.
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(idColumn is null ? Path.GetFileName(file) + "\0" : "\0"));
            hash.AppendData(Footer(file));
        }
        return new InputIdentity(rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected)
    {
        long first = 0;
        foreach (string file in files)
        {
            using var table = ParquetTable.Open(file);
            var imageField = table.Find(imageColumn);
            var idField = idColumn is null ? null : table.Find(idColumn);
            long inFile = 0;
            for (int group = 0; group < table.RowGroups; group++)
            {
                long count = table.RowsOf(group);
                if (selection.Overlaps(first, count))
                {
                    string?[]? ids = idField is null ? null : table.Texts(group, idField);
                    ReadOnlyMemory<byte>?[] images = table.Bytes(group, imageField);
                    for (int i = 0; i < images.Length; i++)
                    {
                        if (!selection.Contains(first + i))
                            continue;
                        string id = ids is null ? $"{Path.GetFileName(file)}#{inFile + i}" : ids[i] ?? "";
                        yield return images[i] is { } image
                            ? new ImageRow { Index = first + i, Id = id, Image = image.ToArray() }
                            : new ImageRow { Index = first + i, Id = id, Error = "The row has no image (null)." };
                        images[i] = null;
                    }
                }
                first += count;
                inFile += count;
            }
        }
    }

    private static byte[] Footer(string file)
    {
        using var stream = File.OpenRead(file);
        // The last eight bytes: the footer's length and "PAR1".
        Span<byte> tail = stackalloc byte[8];
        stream.Seek(-8, SeekOrigin.End);
        stream.ReadExactly(tail);
        byte[] footer = new byte[BitConverter.ToInt32(tail)];
        stream.Seek(-8 - footer.Length, SeekOrigin.End);
        stream.ReadExactly(footer);
        return footer;
    }
}
