using BatchScoring.Splitting;

namespace BatchScoring.Input;

/// <summary>Rows that name files: a folder tree, a text list, or a path column of Parquet files.</summary>
/// <param name="root">What relative paths are relative to.</param>
/// <param name="rows">Goes through the rows; called once for the identity and once to read.</param>
internal sealed class PathSource(string root, Func<IEnumerable<PathRow>> rows) : IImageSource
{
    /// <summary>The digest is over all ids and paths, in order; what the files hold is not in it.</summary>
    public InputIdentity Identify()
    {
        using var digest = new RowDigest();
        foreach (var row in rows())
            digest.Add(row);
        return digest.Finish();
    }

    public IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected)
    {
        using var digest = new RowDigest();
        using var files = new FileReadAhead(root);
        long index = 0;
        foreach (var row in rows())
        {
            digest.Add(row);
            if (selection.Contains(index))
            {
                if (files.IsFull)
                    yield return files.Take();
                files.Add(index, row);
            }
            index++;
        }
        while (files.Any)
            yield return files.Take();
        var seen = digest.Finish();
        if (seen != expected)
        {
            throw new InvalidDataException(
                $"The input changed while it was scored: it had {expected.Rows} rows, now {seen.Rows}, or other names. " +
                "Score it again into an empty folder.");
        }
    }
}
