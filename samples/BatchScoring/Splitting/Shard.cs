using System.Text.Json.Serialization;

namespace BatchScoring.Splitting;

/// <summary>One of several workers that share an input.</summary>
/// <param name="Index">Which one, from 0.</param>
/// <param name="Count">How many there are.</param>
[method: JsonConstructor]
internal readonly record struct Shard(int Index, int Count)
{
    public static readonly Shard Whole = new(0, 1);

    /// <exception cref="ArgumentException">There is no such shard.</exception>
    public Shard Checked()
    {
        if (Count < 1)
            throw new ArgumentException($"--shard-count is {Count}; expected 1 or more.");
        if (Index < 0 || Index >= Count)
            throw new ArgumentException($"--shard-index is {Index}; expected 0 to {Count - 1}, one less than --shard-count.");
        return this;
    }

    public override string ToString() => $"{Index} of {Count}";
}
