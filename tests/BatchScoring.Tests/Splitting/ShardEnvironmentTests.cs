using BatchScoring.Splitting;

namespace BatchScoring.Tests.Splitting;

public sealed class ShardEnvironmentTests
{
    [Fact]
    public void Without_anything_all_is_one_shard() => Assert.Equal(new Shard(0, 1), Resolve([]));

    [Fact]
    public void Options_win_over_the_environment() =>
        Assert.Equal(new Shard(2, 3), Resolve(Slurm("0", "0", "3", "4"), index: 2, count: 3));

    [Theory]
    [InlineData("0", "0", "3", "4", null, 0)]
    [InlineData("3", "0", "3", "4", "1", 3)]
    [InlineData("1", "1", "8", "8", "1", 0)]
    [InlineData("8", "1", "8", "8", "1", 7)]
    [InlineData("6", "2", "8", "4", "2", 2)]
    [InlineData("5", "0", "6", "2", "5", 1)]
    public void A_task_of_a_Slurm_array_is_counted_from_the_arrays_first(string id, string min, string max, string count, string? step, int expected)
    {
        var variables = Slurm(id, min, max, count);
        if (step is not null)
            variables["SLURM_ARRAY_TASK_STEP"] = step;
        Assert.Equal(new Shard(expected, int.Parse(count, null)), Resolve(variables));
    }

    [Fact]
    public void A_Slurm_array_with_holes_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Resolve(Slurm("5", "1", "9", "3")));
        Assert.Contains("3 tasks from 1 to 9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_indexed_Job_of_Kubernetes_is_read() =>
        Assert.Equal(new Shard(4, 16), Resolve(new() { ["JOB_COMPLETION_INDEX"] = "4", ["JOB_COMPLETIONS"] = "16" }));

    [Fact]
    public void Kubernetes_does_not_set_the_number_of_completions_itself()
    {
        var e = Assert.Throws<ArgumentException>(() => Resolve(new() { ["JOB_COMPLETION_INDEX"] = "4" }));
        Assert.Contains("JOB_COMPLETIONS is not set", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_at_once_are_refused()
    {
        var variables = Slurm("0", "0", "3", "4");
        variables["JOB_COMPLETION_INDEX"] = "0";
        Assert.Contains("Both", Assert.Throws<ArgumentException>(() => Resolve(variables)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, "--shard-index is given without --shard-count")]
    [InlineData(null, 3, "--shard-count is given without --shard-index")]
    [InlineData(3, 3, "--shard-index is 3; expected 0 to 2")]
    [InlineData(-1, 3, "--shard-index is -1; expected 0 to 2")]
    [InlineData(0, 0, "--shard-count is 0; expected 1 or more")]
    public void Options_that_make_no_sense_are_refused(int? index, int? count, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Resolve([], index, count)).Message, StringComparison.Ordinal);

    private static Dictionary<string, string> Slurm(string id, string min, string max, string count) => new()
    {
        ["SLURM_ARRAY_TASK_ID"] = id,
        ["SLURM_ARRAY_TASK_MIN"] = min,
        ["SLURM_ARRAY_TASK_MAX"] = max,
        ["SLURM_ARRAY_TASK_COUNT"] = count,
    };

    private static Shard Resolve(Dictionary<string, string> variables, int? index = null, int? count = null) =>
        new ShardEnvironment(variables.GetValueOrDefault).Resolve(index, count);
}
