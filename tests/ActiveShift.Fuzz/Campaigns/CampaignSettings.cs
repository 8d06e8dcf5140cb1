using System.Text.Json;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>What the process of one campaign is to do.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Seconds">How long, where no number of executions is given.</param>
/// <param name="Executions">How often, or null.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="WorkFolder">Where it may write, and leaves its result.</param>
/// <param name="FindingsFolder">Where findings go.</param>
internal sealed record CampaignSettings(
    string Target, double Seconds, long? Executions, int Seed, string WorkFolder, string FindingsFolder)
{
    public string ResultFile => Path.Combine(WorkFolder, "result.json");

    public string CurrentFile => Path.Combine(WorkFolder, "current.bin");

    public string Write()
    {
        Directory.CreateDirectory(WorkFolder);
        string file = Path.Combine(WorkFolder, "settings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(this));
        return file;
    }

    public static CampaignSettings Read(string file) =>
        JsonSerializer.Deserialize<CampaignSettings>(File.ReadAllText(file))!;
}
