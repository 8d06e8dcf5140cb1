namespace ActiveShift.Fuzz.Campaigns;

/// <summary>A breach of the contract.</summary>
/// <param name="Kind">What tells it from others: two inputs with the same kind are one finding.</param>
/// <param name="Details">All that is known.</param>
internal sealed record Breach(string Kind, string Details);
