namespace ActiveShift.Fuzz.Campaigns;

/// <summary>The results, as a table in Markdown.</summary>
internal static class ResultTable
{
    public static void Print(IReadOnlyList<CampaignResult> results)
    {
        Console.WriteLine("| target | executions | seconds | corpus | branches | refused | findings |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var r in results)
        {
            Console.WriteLine(
                $"| {r.Target} | {r.Executions} | {r.Seconds:F1} | {r.Corpus} | {r.Branches} | " +
                $"{r.Refused} | {r.Findings} |");
        }
    }
}
