namespace BatchScoring.Input;

/// <summary>The rows of Parquet files that name image files in a column. The text columns of one row group are held at a time.</summary>
/// <param name="files">The files, in this order.</param>
/// <param name="pathColumn">Column of the path.</param>
/// <param name="idColumn">Column of the id, or null for the path.</param>
internal sealed class ParquetPaths(IReadOnlyList<string> files, string pathColumn, string? idColumn)
{
    public IEnumerable<PathRow> Read()
    {
        foreach (string file in files)
        {
            using var table = ParquetTable.Open(file);
            var pathField = table.Find(pathColumn);
            var idField = idColumn is null ? null : table.Find(idColumn);
            for (int group = 0; group < table.RowGroups; group++)
            {
                string?[] paths = table.Texts(group, pathField);
                string?[] ids = idField is null ? paths : table.Texts(group, idField);
                for (int i = 0; i < paths.Length; i++)
                    yield return new PathRow(ids[i] ?? "", paths[i] ?? "");
            }
        }
    }
}
