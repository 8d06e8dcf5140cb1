using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>A line of a shard's journal: the first has a job and a shard, the last says that all is done, those between name a part each.</summary>
internal sealed record JournalLine(JobIdentity? Job = null, Shard? Shard = null, PartRecord? Part = null, bool? Complete = null);
