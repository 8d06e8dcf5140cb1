using System.Security.Cryptography;

namespace BatchScoring.Output;

/// <summary>A part while it is written: beside its place, and renamed when it is whole and on the disk.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _place;
    private readonly FileStream _stream;
    private readonly IPartWriter _writer;
    private readonly long _part;
    private int _rows;
    private int _failed;

    public PartFile(string folder, JobIdentity job, long part)
    {
        _part = part;
        _place = OutputFolder.Part(folder, part, job.Format);
        _stream = new FileStream(OutputFolder.Beside(_place), FileMode.Create, FileAccess.ReadWrite);
        _writer = PartWriters.Create(job.Format, _stream, job.Top);
    }

    public void Add(ScoredImage row)
    {
        _writer.Add(row);
        _rows++;
        _failed += row.Error is null ? 0 : 1;
    }

    /// <summary>Puts the file in its place.</summary>
    public PartRecord Commit()
    {
        _writer.Complete();
        _stream.Flush(flushToDisk: true);
        _stream.Position = 0;
        string digest = Convert.ToHexStringLower(SHA256.HashData(_stream));
        long bytes = _stream.Length;
        Dispose();
        DurableFile.Rename(OutputFolder.Beside(_place), _place);
        return new PartRecord(_part, _rows, _failed, bytes, digest);
    }

    public void Dispose() => _writer.Dispose();
}
