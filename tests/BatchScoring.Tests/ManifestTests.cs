using System.Text.RegularExpressions;
using ActiveShift.Tests.Shared;
using BatchScoring.Scoring;

namespace BatchScoring.Tests;

public sealed partial class ManifestTests
{
    private static readonly string _folder = Path.Combine(RepositoryRoot.Path, "samples", "BatchScoring");

    /// <summary>Kubernetes does not tell a pod how many there are, so the manifest says it twice.</summary>
    [Fact]
    public void The_Job_tells_its_pods_its_number_of_completions()
    {
        string yaml = File.ReadAllText(Path.Combine(_folder, "kubernetes", "job.yaml"));
        Assert.Equal(Completions().Match(yaml).Groups[1].Value, CompletionsVariable().Match(yaml).Groups[1].Value);
    }

    [Theory]
    [InlineData("kubernetes/job.yaml")]
    [InlineData("slurm/job.sbatch")]
    public void Manifests_use_options_that_there_are(string file)
    {
        string[] lines = [.. File.ReadLines(Path.Combine(_folder, file)).Where(line => !line.TrimStart().StartsWith('#'))];
        string[] used = [.. lines.SelectMany(line => Option().Matches(line)).Select(match => match.Value).Distinct()];
        Assert.Contains("--model", used);
        Assert.All(used, option => Assert.Contains(ScoreCommand.Create().Options, known => known.Name == option));
    }

    [GeneratedRegex(@"^  completions: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Completions();

    [GeneratedRegex(@"name: JOB_COMPLETIONS\s+value: ""(\d+)""")]
    private static partial Regex CompletionsVariable();

    [GeneratedRegex(@"--[a-z][a-z-]+")]
    private static partial Regex Option();
}
