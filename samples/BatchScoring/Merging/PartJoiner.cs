using System.Text;
using BatchScoring.Output;
using Parquet;

namespace BatchScoring.Merging;

/// <summary>Puts the parts into one file, one after the other; one part is held at a time, and of text not even that.</summary>
internal static class PartJoiner
{
    /// <exception cref="InvalidDataException">A part is missing or not what was written.</exception>
    public static void Join(ShardSet shards, string file)
    {
        file = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string beside = OutputFolder.Beside(file);
        try
        {
            using (var target = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite))
            {
                if (shards.Job.Format == OutputFormat.Parquet)
                    ParquetAsync(shards, target).GetAwaiter().GetResult();
                else
                    Text(shards, target);
                target.Flush(flushToDisk: true);
            }
            DurableFile.Rename(beside, file);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Compares every part with what was written.</summary>
    /// <exception cref="InvalidDataException">A part is missing or not what was written.</exception>
    public static void Check(ShardSet shards)
    {
        foreach (var part in shards.Parts)
            part.Open().Dispose();
    }

    private static void Text(ShardSet shards, FileStream target)
    {
        int header = shards.Job.Format == OutputFormat.Csv ? Encoding.UTF8.GetByteCount(CsvPartWriter.Header(shards.Job.Top)) : 0;
        foreach (var part in shards.Parts)
        {
            using var source = part.Open();
            source.Position = part.Record.Part == 0 ? 0 : header;
            source.CopyTo(target);
        }
    }

    /// <summary>A row group stays a row group.</summary>
    private static async Task ParquetAsync(ShardSet shards, FileStream target)
    {
        int top = shards.Job.Top;
        await using var writer = await ParquetWriter.CreateAsync(ResultColumns.SchemaOf(top), target);
        foreach (var part in shards.Parts)
        {
            await using var source = part.Open();
            await using var reader = await ParquetReader.CreateAsync(source);
            using var group = writer.CreateRowGroup();
            var columns = await ResultColumns.ReadAsync(reader, top);
            await columns.WriteAsync(group);
        }
    }
}
