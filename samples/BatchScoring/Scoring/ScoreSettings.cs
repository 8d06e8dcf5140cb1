using BatchScoring.Input;
using BatchScoring.Output;

namespace BatchScoring.Scoring;

/// <summary>The command line of <c>score</c>.</summary>
internal sealed record ScoreSettings(
    string Model, InputSettings Input, string Output, OutputFormat Format, int Top, int PartRows, int? ShardIndex, int? ShardCount, bool AllowFailedRows);
