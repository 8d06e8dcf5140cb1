using System.Globalization;
using System.Reflection;
using ActiveShift.Tests.Shared;
using ActiveShift.Training;
using Microsoft.ML;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Readme;

/// <remarks>Alone, because one test changes the process's current directory.</remarks>
[Collection(nameof(ReadmeTests))]
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public class ReadmeTests
{
    private static string ReadmePath => Path.Combine(RepositoryRoot.Path, "README.md");

    [Fact]
    public void The_pipeline_shown_is_the_one_that_compiles()
    {
        string[] source = [.. File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests", "ActiveShift.ML.Tests", "Readme", "PipelineSnippet.cs"))
            .SkipWhile(line => !line.Contains("// snippet: pipeline", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// end of snippet", StringComparison.Ordinal))
            .Select(line => line.Length >= 8 ? line[8..] : line)];
        string[] readme = [.. File.ReadAllLines(ReadmePath)
            .SkipWhile(line => line != "<!-- snippet: pipeline -->").Skip(2)
            .TakeWhile(line => line != "```")];

        Assert.NotEmpty(readme);
        Assert.Equal(source, readme);
    }

    [Fact]
    public void The_pipeline_shown_runs()
    {
        var folder = Directory.CreateTempSubdirectory("activeshift-readme-");
        string before = Environment.CurrentDirectory;
        try
        {
            foreach (string name in new[] { "red", "blue" })
            {
                var photos = Directory.CreateDirectory(Path.Combine(folder.FullName, "photos", name));
                using var bitmap = new SKBitmap(8, 8);
                bitmap.Erase(name == "red" ? SKColors.Red : SKColors.Blue);
                using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                for (int i = 0; i < 2; i++)
                    File.WriteAllBytes(Path.Combine(photos.FullName, $"{i}.png"), png.ToArray());
            }
            Environment.CurrentDirectory = folder.FullName;
            using var model = (IDisposable)PipelineSnippet.Run();
            using var loaded = (IDisposable)new MLContext().Model.Load("photos.zip", out _);
            Assert.IsType<Microsoft.ML.Data.TransformerChain<ITransformer>>(loaded);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

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

    private static Dictionary<string, (string Default, string Meaning)> Table(string mark) => File.ReadAllLines(ReadmePath)
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
