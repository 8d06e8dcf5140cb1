using System.Globalization;

namespace ActiveShift.Training;

/// <summary>Checks of option values. Written so that NaN fails each of them.</summary>
internal static class OptionRange
{
    public static void Check(string name, double value, double minimum, double maximum) =>
        Require(value >= minimum && value <= maximum, name, value, $"from {minimum} to {maximum}");

    public static void CheckPositive(string name, double value, double maximum) =>
        Require(value > 0 && value <= maximum, name, value, maximum == double.MaxValue ? (FormattableString)$"a finite number above 0" : $"above 0 and at most {maximum}");

    public static void CheckBelow(string name, double value, double minimum, double bound) =>
        Require(value >= minimum && value < bound, name, value, $"at least {minimum} and below {bound}");

    public static void CheckAscendingFractions(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        for (int i = 0; i < values.Count; i++)
            Require(values[i] > (i == 0 ? 0 : values[i - 1]) && values[i] < 1, name, values[i], $"ascending numbers above 0 and below 1");
    }

    public static void CheckDefined<T>(string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static void Require(bool condition, string name, double value, FormattableString range)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be {range.ToString(CultureInfo.InvariantCulture)}."));
    }
}
