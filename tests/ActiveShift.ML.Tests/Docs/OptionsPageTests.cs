using System.Globalization;
using System.Reflection;
using ActiveShift.Tests.Shared;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Docs;

/// <summary>docs/options.md lists what there is.</summary>
public class OptionsPageTests
{
    [Fact]
    public void The_options_table_lists_every_option_with_its_default() =>
        AssertTable("<!-- options -->", new ActiveShiftResNetTrainer.Options());

    [Fact]
    public void The_table_of_the_training_lists_every_option_with_its_default() =>
        AssertTable("<!-- training options -->", new TrainingOptions());

    [Fact]
    public void The_tables_show_the_ranges_that_are_checked()
    {
        var (flat, training) = (Table("<!-- options -->"), Table("<!-- training options -->"));
        foreach (var property in typeof(TrainingOptions).GetProperties())
        {
            if (property.GetCustomAttribute<OptionRangeAttribute>() is not { } range)
                continue;
            Assert.StartsWith(range.ToString(), training[property.Name].Meaning, StringComparison.Ordinal);
            if (flat.TryGetValue(property.Name, out var row))
                Assert.StartsWith(range.ToString(), row.Meaning, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, (string Default, string Meaning)> Table(string mark) => File
        .ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "options.md"))
        .SkipWhile(line => line != mark).Skip(3)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1], cells => (cells[2], cells[3]));

    private static void AssertTable(string mark, object options)
    {
        var rows = Table(mark);
        var properties = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);

        Assert.Equal(properties.Select(p => p.Name).Order(), rows.Keys.Order());
        foreach (var property in properties)
        {
            string? value = property.GetValue(options) is IEnumerable<double> list
                ? string.Join(", ", list.Select(item => item.ToString(CultureInfo.InvariantCulture)))
                : Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture);
            if (property.GetValue(options) is null or CancellationToken)
                Assert.StartsWith("(", rows[property.Name].Default, StringComparison.Ordinal);
            else
                Assert.Equal(value, rows[property.Name].Default);
        }
    }
}
