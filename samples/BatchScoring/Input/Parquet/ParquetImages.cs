using System.Security.Cryptography;
using System.Text;
using BatchScoring.Splitting;

namespace BatchScoring.Input.Parquet;

/// <summary>
/// The rows of Parquet files that hold the images themselves. Row groups of which no row is wanted are not read.
/// </summary>
/// <param name="files">The files, in this order.</param>
/// <param name="imageColumn">Column of the encoded images.</param>
/// <param name="idColumn">Column of the id, or null for the file's name, '#' and the row's number in it from 0.</param>
internal sealed class ParquetImages(IReadOnlyList<string> files, string imageColumn, string? idColumn) : IImageSource
{
    /// <summary>The digest is over the columns' names and the files' footers.</summary>
    public InputIdentity Identify() => IdentityOf(Look());

    /// <remarks>Every file is compared with what was expected before a row of it is given: one that was replaced is
    /// not scored in part.</remarks>
    public IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected)
    {
        var looks = Look();
        if (IdentityOf(looks) is var seen && seen != expected)
            throw Changed($"it had {expected.Rows} rows, now {seen.Rows}, or other footers");
        long first = 0;
        foreach (var (file, look) in files.Zip(looks))
        {
            using var table = ParquetTable.Open(file);
            if (table.Digest != look.Footer)
                throw Changed($"'{file}' has another footer now");
            foreach (var row in Read(table, file, first, selection))
                yield return row;
            first += look.Rows;
        }
    }

    private IEnumerable<ImageRow> Read(ParquetTable table, string file, long first, RowSelection selection)
    {
        var imageField = table.FindBytes(imageColumn);
        var idField = idColumn is null ? null : table.FindText(idColumn);
        long inFile = 0;
        for (int group = 0; group < table.RowGroups; inFile += table.RowsOf(group), group++)
        {
            long count = table.RowsOf(group);
            if (!selection.Overlaps(first + inFile, count))
                continue;
            using var ids = idField is null ? null : table.Read(group, idField);
            using var images = table.Read(group, imageField);
            for (long row = inFile; row < inFile + count; row++)
            {
                ids?.Next();
                images.Next();
                if (!selection.Contains(first + row))
                    continue;
                string id = ids is null ? $"{Path.GetFileName(file)}#{row}" : ids.Text() ?? "";
                yield return images.Bytes() is { } image
                    ? new ImageRow { Index = first + row, Id = id, Image = image }
                    : new ImageRow { Index = first + row, Id = id, Error = "The row has no image (null)." };
            }
        }
    }

    private List<(long Rows, string Footer)> Look()
    {
        var looks = new List<(long Rows, string Footer)>();
        foreach (string file in files)
        {
            using var table = ParquetTable.Open(file);
            table.FindBytes(imageColumn);
            if (idColumn is not null)
                table.FindText(idColumn);
            looks.Add((table.Rows, table.Digest));
        }
        return looks;
    }

    private InputIdentity IdentityOf(List<(long Rows, string Footer)> looks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{imageColumn}\0{idColumn}\0"));
        foreach (var (file, look) in files.Zip(looks))
        {
            // Without an id column the file's name is in the ids.
            string name = idColumn is null ? Path.GetFileName(file) : "";
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{look.Footer}"));
        }
        return new InputIdentity(looks.Sum(look => look.Rows), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static InvalidDataException Changed(string what) =>
        new($"The input changed while it was scored: {what}. Score it again into an empty folder.");
}
