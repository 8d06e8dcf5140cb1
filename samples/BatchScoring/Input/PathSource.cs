using BatchScoring.Splitting;

namespace BatchScoring.Input;

/// <summary>Rows that name files: a folder tree, a text list, or a path column of Parquet files.</summary>
/// <param name="root">What relative paths are relative to.</param>
/// <param name="rows">Goes through the rows; called once for the identity and once to read.</param>
/// <param name="limit">Of a file.</param>
internal sealed class PathSource(string root, Func<IEnumerable<PathRow>> rows, ImageLimit limit) : IImageSource
{
    /// <summary>Rows that are compared with what they were before the first of them is read.</summary>
    private const int RowsOfBlock = 1024;

    /// <summary>What the rows were up to the end of each block.</summary>
    private readonly List<InputIdentity> _blockEnds = [];

    /// <summary>The digest is over all ids and paths, in order; what the files hold is not in it.</summary>
    public InputIdentity Identify()
    {
        _blockEnds.Clear();
        using var digest = new RowDigest();
        foreach (var block in rows().Chunk(RowsOfBlock))
            _blockEnds.Add(Add(digest, block));
        return digest.Current();
    }

    /// <summary>
    /// No row is given out before its block is seen to be the one of <see cref="Identify"/>: results of other rows
    /// would stay in the output folder, and count, if the process were killed before it saw the input's end.
    /// </summary>
    public IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected)
    {
        using var digest = new RowDigest();
        using var files = new FileReadAhead(root, limit);
        long index = 0;
        int blocks = 0;
        foreach (var block in rows().Chunk(RowsOfBlock))
        {
            var seen = Add(digest, block);
            if (blocks == _blockEnds.Count || seen != _blockEnds[blocks])
                throw Changed(expected, index);
            blocks++;
            foreach (var row in block)
            {
                if (selection.Contains(index))
                {
                    if (files.IsFull)
                        yield return files.Take();
                    files.Add(index, row);
                }
                index++;
            }
        }
        while (files.Any)
            yield return files.Take();
        if (digest.Current() != expected)
            throw Changed(expected, index);
    }

    private static InputIdentity Add(RowDigest digest, PathRow[] block)
    {
        foreach (var row in block)
            digest.Add(row);
        return digest.Current();
    }

    private static InvalidDataException Changed(InputIdentity expected, long sameRows) => new(
        $"The input changed while it was scored: of {expected.Rows} rows that were found before, " +
        $"only the first {sameRows} or some more are there as they were. Score it again into an empty folder.");
}
