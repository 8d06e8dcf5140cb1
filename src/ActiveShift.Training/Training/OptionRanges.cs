using System.Globalization;
using System.Reflection;

namespace ActiveShift.Training;

/// <summary>Checks option values against their <see cref="OptionRangeAttribute"/>, and those of enumerations against their names.</summary>
internal static class OptionRanges
{
    /// <summary>Checks every public property, and those of options that are groups of options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="prefix">What stands before their names in messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names option and range.</exception>
    public static void Check(object options, string prefix = "")
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string name = prefix + property.Name;
            if (property.GetValue(options) is not { } value)
                continue;
            if (property.GetCustomAttribute<OptionRangeAttribute>() is { } range)
                Check(name, value, range);
            else if (value is Enum)
                CheckDefined(name, value);
            else if (IsGroup(value))
                Check(value, name + ".");
        }
    }

    /// <summary>Checks a number or a list of numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static void Check(string name, object value, OptionRangeAttribute range)
    {
        double before = double.NegativeInfinity;
        foreach (object element in value as IEnumerable<double> is { } list ? list.Cast<object>() : [value])
        {
            double number = Convert.ToDouble(element, CultureInfo.InvariantCulture);
            if (!range.Contains(number) || (range.Ascending && number <= before))
                throw new ArgumentOutOfRangeException(name, element, $"{name} must be {range}.");
            before = number;
        }
    }

    /// <summary>Whether a value has options of its own, as <see cref="TrainingOptions.EarlyStopping"/> does.</summary>
    public static bool IsGroup(object value) => value.GetType() is { IsClass: true } type && type.Assembly == typeof(OptionRanges).Assembly;

    private static void CheckDefined(string name, object value)
    {
        if (!Enum.IsDefined(value.GetType(), value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames(value.GetType()))}.");
    }
}
