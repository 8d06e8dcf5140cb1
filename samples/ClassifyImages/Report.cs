using System.Globalization;
using Spectre.Console;

namespace ClassifyImages;

/// <summary>The answers, image by image.</summary>
internal static class Report
{
    public static void Answers(string image, ScoredRow row, IReadOnlyList<int> best, IReadOnlyList<string> names, int? label)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "class", "probability", "name", "right");
        foreach (int c in best)
        {
            table.AddRow(
                "  ",
                c.ToString(CultureInfo.InvariantCulture),
                row.Score[c].ToString("F4", CultureInfo.InvariantCulture),
                Markup.Escape(names.Count > 0 ? names[c] : ""),
                c == label ? "[green]<- right[/]" : "");
        }
        Console.WriteLine(label is { } right ? $"{image} (class {right.ToString(CultureInfo.InvariantCulture)})" : image);
        AnsiConsole.Write(table);
    }

    public static void BadImage(string image) => Console.Error.WriteLine($"{image}: not an image that can be used, or damaged; it was left out.");

    public static void MissingImage(string image) => Console.Error.WriteLine($"{image}: has a label, but is not in the folder; it does not count.");

    public static void Error(Exception error) => Console.Error.WriteLine($"error: {error.Message}");
}
