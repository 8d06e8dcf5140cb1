namespace ActiveShift.Fuzz.Campaigns;

/// <summary>What an execution came to.</summary>
/// <param name="Refused">Whether it ended in one of the promised exceptions.</param>
/// <param name="Breach">How the contract was broken; null if it was kept.</param>
internal readonly record struct Outcome(bool Refused, Breach? Breach);
