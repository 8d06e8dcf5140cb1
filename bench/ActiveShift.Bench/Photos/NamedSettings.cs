using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ActiveShift.Bench.Photos;

/// <summary>
/// Sets properties of options by their names, as NAME=VALUE: so that variants are compared without a build each.
/// </summary>
/// <remarks>
/// Values are true and false, numbers, names of enumerations, texts, numbers with commas between them for lists, and
/// null. An option that has options of its own is made where it is null: NAME.PART=VALUE sets one of them, NAME=NUMBER
/// all that are numbers.
/// </remarks>
internal static class NamedSettings
{
    private static readonly MethodInfo _clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Sets one.</summary>
    /// <param name="targets">Objects of which the first that has the property gets the value.</param>
    /// <param name="setting">NAME=VALUE.</param>
    /// <returns>Which of them it was.</returns>
    /// <exception cref="ArgumentException">
    /// No target has the name, which the message then lists, or the value is of another kind.
    /// </exception>
    public static object Apply(IReadOnlyList<object> targets, string setting)
    {
        if (setting.Split('=', 2) is not [var name, var value])
            throw new ArgumentException($"'{setting}' is no setting; expected NAME=VALUE.", nameof(setting));
        var target = targets.FirstOrDefault(candidate => Find(candidate, name.Split('.')[0]) is not null)
            ?? throw new ArgumentException(
                $"'{name}' is no option. The options are: {Names(targets)}.", nameof(setting));
        Set(target, name.Split('.'), value, setting);
        return target;
    }

    private static void Set(object target, ReadOnlySpan<string> path, string value, string setting)
    {
        var property = Find(target, path[0]) ?? throw new ArgumentException(
            $"'{setting}': '{path[0]}' is none of {Names([target])}.", nameof(setting));
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value == "null")
        {
            property.SetValue(target, null);
        }
        else if (IsGroup(type))
        {
            // A copy: records that were copied share what they hold.
            var group = property.GetValue(target) is { } present
                ? _clone.Invoke(present, null)!
                : Activator.CreateInstance(type)!;
            if (path.Length > 1)
            {
                Set(group, path[1..], value, setting);
            }
            else
            {
                foreach (var part in Properties(group).Where(part => part.PropertyType == typeof(double)))
                    part.SetValue(group, Convert(part.PropertyType, value, setting));
            }
            property.SetValue(target, group);
        }
        else
        {
            property.SetValue(target, Convert(type, value, setting));
        }
    }

    private static object Convert(Type type, string value, string setting)
    {
        try
        {
            if (type.IsEnum)
                return Enum.Parse(type, value, ignoreCase: true);
            if (type == typeof(IReadOnlyList<double>))
                return value.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (Exception e)
            when (e is FormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            string expected = type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : type.Name;
            throw new ArgumentException($"'{setting}': the value is none; expected {expected}.", nameof(setting), e);
        }
    }

    /// <summary>Whether a property holds options of its own.</summary>
    private static bool IsGroup(Type type) =>
        type.IsClass && type != typeof(string) && !type.IsAssignableTo(typeof(IEnumerable));

    private static string Names(IEnumerable<object> targets) => string.Join(
        ", ", targets.SelectMany(Properties).Select(known => known.Name).Distinct().Order(StringComparer.Ordinal));

    private static PropertyInfo? Find(object target, string name) =>
        Properties(target).FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PropertyInfo> Properties(object target) =>
        target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(known => known.CanWrite);
}
