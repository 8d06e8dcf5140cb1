using BatchScoring.Input;
using BatchScoring.Output;
using BatchScoring.Progress;
using BatchScoring.Splitting;

namespace BatchScoring.Scoring;

/// <summary>Scores what is left of a shard, part by part.</summary>
internal sealed class ShardScoring(string folder, JobIdentity job, Shard shard, ShardJournal journal)
{
    private readonly Parts _parts = new(job.Input.Rows, job.PartRows);

    /// <summary>Rows of the shard.</summary>
    public long Rows => _parts.Of(shard).Sum(part => (long)_parts.Length(part));

    /// <summary>Rows of the shard that are done.</summary>
    public long DoneRows => journal.Parts.Values.Sum(part => (long)part.Rows);

    /// <summary>Done rows that have an error.</summary>
    public long FailedRows => journal.Parts.Values.Sum(part => (long)part.Failed);

    /// <exception cref="InvalidDataException">The input is not what it was.</exception>
    public void Run(BatchModel model, IImageSource source, Throughput throughput, Action advanced)
    {
        var selection = new RowSelection(_parts, shard, journal.Parts.Keys.ToHashSet());
        if (DoneRows < Rows)
            Score(model.Score(source.Read(selection, job.Input), job.Top), throughput, advanced);
        if (DoneRows != Rows)
            throw new InvalidDataException($"The input changed while it was scored: shard {shard} has {DoneRows} rows of {Rows}. Score it again into an empty folder.");
        journal.Complete();
    }

    private void Score(IEnumerable<(long Index, ScoredImage Row)> rows, Throughput throughput, Action advanced)
    {
        PartFile? part = null;
        try
        {
            foreach (var (index, row) in rows)
            {
                part ??= new PartFile(folder, job, _parts.PartOf(index));
                part.Add(row);
                throughput.Add(row.Error is not null);
                if (_parts.IsLastRow(index))
                {
                    journal.Add(part.Commit());
                    part = null;
                }
                advanced();
            }
        }
        finally
        {
            part?.Dispose();
        }
    }
}
