namespace BatchScoring.Input.Parquet;

/// <summary>The rows of Parquet files that name image files in a column.</summary>
/// <param name="files">The files, in this order.</param>
/// <param name="pathColumn">Column of the path.</param>
/// <param name="idColumn">Column of the id, or null for the path.</param>
internal sealed class ParquetPaths(IReadOnlyList<string> files, string pathColumn, string? idColumn)
{
    /// <exception cref="InvalidDataException">A file or column cannot be read.</exception>
    public IEnumerable<PathRow> Read()
    {
        foreach (string file in files)
        {
            using var table = ParquetTable.Open(file);
            var pathField = table.FindText(pathColumn);
            var idField = idColumn is null ? null : table.FindText(idColumn);
            for (int group = 0; group < table.RowGroups; group++)
            {
                using var paths = table.Read(group, pathField);
                using var ids = idField is null ? null : table.Read(group, idField);
                for (long left = table.RowsOf(group); left > 0; left--)
                {
                    paths.Next();
                    ids?.Next();
                    string path = paths.Text() ?? "";
                    yield return new PathRow(ids is null ? path : ids.Text() ?? "", path);
                }
            }
        }
    }
}
