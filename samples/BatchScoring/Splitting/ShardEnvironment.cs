using System.Globalization;

namespace BatchScoring.Splitting;

/// <summary>Which shard this process is: by the options, else by the variables that Slurm sets for a job array and Kubernetes for an indexed Job.</summary>
/// <param name="read">Reads an environment variable.</param>
internal sealed class ShardEnvironment(Func<string, string?> read)
{
    /// <param name="index"><c>--shard-index</c>.</param>
    /// <param name="count"><c>--shard-count</c>.</param>
    /// <exception cref="ArgumentException">One of a pair is missing, or a value makes no sense.</exception>
    public Shard Resolve(int? index, int? count)
    {
        if (index is { } i && count is { } n)
            return new Shard(i, n).Checked();
        if (index is not null || count is not null)
        {
            throw new ArgumentException(
                $"{(index is null ? "--shard-count" : "--shard-index")} is given without {(index is null ? "--shard-index" : "--shard-count")}; give both or none.");
        }
        bool slurm = read("SLURM_ARRAY_TASK_ID") is not null, kubernetes = read("JOB_COMPLETION_INDEX") is not null;
        if (slurm && kubernetes)
        {
            throw new ArgumentException(
                "Both SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are set; say by --shard-index and --shard-count which shard this is.");
        }
        return slurm ? Slurm() : kubernetes ? new Shard(Number("JOB_COMPLETION_INDEX"), Number("JOB_COMPLETIONS")).Checked() : Shard.Whole;
    }

    /// <summary>An array need not start at 0 nor count by 1 (<c>--array=1-8</c>, <c>--array=0-14:2</c>); one with holes cannot be told apart from a part of another.</summary>
    private Shard Slurm()
    {
        int id = Number("SLURM_ARRAY_TASK_ID"), count = Number("SLURM_ARRAY_TASK_COUNT");
        int min = Number("SLURM_ARRAY_TASK_MIN"), max = Number("SLURM_ARRAY_TASK_MAX");
        int step = read("SLURM_ARRAY_TASK_STEP") is null ? 1 : Number("SLURM_ARRAY_TASK_STEP");
        if (step < 1 || count != ((max - min) / step) + 1 || (id - min) % step != 0)
        {
            throw new ArgumentException(
                $"The Slurm array has {count} tasks from {min} to {max} by {step}, and this is {id}: it has holes. " +
                "Submit it without, as in --array=0-7, or give --shard-index and --shard-count.");
        }
        return new Shard((id - min) / step, count).Checked();
    }

    private int Number(string name)
    {
        string? text = read(name);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new ArgumentException(
                $"The environment variable {name} is {(text is null ? "not set" : $"'{text}'")}; expected a whole number (or --shard-index and --shard-count).");
    }
}
