namespace ActiveShift.Fuzz.Campaigns;

/// <summary>What one target's campaign came to.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Executions">Inputs that were given to it.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Corpus">Inputs that reached something new.</param>
/// <param name="Branches">Pairs of blocks of code, one after the other, that were reached.</param>
/// <param name="Refused">Inputs that gave one of the exceptions that are promised.</param>
/// <param name="Findings">Different breaches of the contract.</param>
internal sealed record CampaignResult(
    string Target, long Executions, double Seconds, int Corpus, int Branches, long Refused, int Findings);
