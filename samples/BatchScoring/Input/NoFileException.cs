namespace BatchScoring.Input;

/// <summary>Where a file should be, there is something else.</summary>
/// <param name="kind">What there is.</param>
internal sealed class NoFileException(string kind) : IOException($"It is {kind}; expected a regular file.")
{
    public string Kind { get; } = kind;
}
