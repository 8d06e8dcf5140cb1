using System.Globalization;

namespace ActiveShift.Training;

/// <summary>
/// The range of an option, or of every element of one that is a list. The one place where it stands: the check, the
/// error and the table of docs/options.md read it here. Null is allowed where the type allows it.
/// </summary>
/// <param name="minimum">The least value.</param>
/// <param name="maximum">The largest value; <see cref="double.MaxValue"/> for any finite number.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionRangeAttribute(double minimum, double maximum) : Attribute
{
    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    /// <summary>Whether the minimum itself is not allowed.</summary>
    public bool AboveMinimum { get; init; }

    /// <summary>Whether the maximum itself is not allowed.</summary>
    public bool BelowMaximum { get; init; }

    /// <summary>Whether every element of a list must be above the one before.</summary>
    public bool Ascending { get; init; }

    /// <remarks>Written so that NaN is in no range.</remarks>
    public bool Contains(double value) =>
        (AboveMinimum ? value > Minimum : value >= Minimum) && (BelowMaximum ? value < Maximum : value <= Maximum);

    /// <summary>The range in words, the same in every culture: "from 1 to 65,536", "above 0 and at most 100".</summary>
    public override string ToString()
    {
        string least = $"{(AboveMinimum ? "above" : "at least")} {Text(Minimum)}";
        string range = Maximum == double.MaxValue ? $"a finite number {least}"
            : AboveMinimum || BelowMaximum ? $"{least} and {(BelowMaximum ? "below" : "at most")} {Text(Maximum)}"
            : $"from {Text(Minimum)} to {Text(Maximum)}";
        return Ascending ? $"ascending numbers {range}" : range;
    }

    private static string Text(double value) => value.ToString("#,0.##########", CultureInfo.InvariantCulture);
}
