using System.Globalization;
using ActiveShift.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace QuickStart;

/// <summary>Tables of what the trained network does.</summary>
internal static class Report
{
    /// <summary>More classes than this do not fit a terminal; then only the worst are named.</summary>
    private const int MaxColumns = 12;

    public static void Confusion(ConfusionMatrix matrix, IReadOnlyList<string> classes)
    {
        if (classes.Count > MaxColumns)
        {
            WorstClasses(matrix, classes);
            return;
        }
        var table = new Table().Title("Confusion: rows are true, columns predicted").Border(TableBorder.Simple).AddColumn("");
        for (int c = 0; c < classes.Count; c++)
            table.AddColumn(new TableColumn($"{Letter(c)}").RightAligned().NoWrap().Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("recall").RightAligned());
        for (int r = 0; r < classes.Count; r++)
        {
            table.AddRow([
                $"{Letter(r)}  {Markup.Escape(classes[r])}",
                .. Enumerable.Range(0, classes.Count).Select(c => Cell(matrix.Counts[r][c], c == r)),
                matrix.PerClassRecall[r].ToString("F2", CultureInfo.InvariantCulture),
            ]);
        }
        AnsiConsole.Write(table);
    }

    public static void Singles(IReadOnlyList<SinglePrediction> predictions)
    {
        var table = new Table().Title("Single images through a prediction engine").AddColumns("true", "predicted", "probability");
        foreach (var p in predictions)
            table.AddRow(Markup.Escape(p.Actual), Markup.Escape(p.Predicted), p.Probability.ToString("F3", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
    }

    public static void Trials(TuningResult tuning)
    {
        var table = new Table().Title("Trials: held-out log-loss decides, within a rung").Border(TableBorder.Simple);
        foreach (string number in new[] { "rung", "epochs", "candidate" })
            table.AddColumn(new TableColumn(number).RightAligned());
        table.AddColumn("what it changes");
        foreach (string number in new[] { "log-loss", "top-1", "seconds" })
            table.AddColumn(new TableColumn(number).RightAligned());
        foreach (var trial in tuning.Trials.OrderBy(trial => trial.Epochs))
        {
            string style = trial == tuning.Best ? "bold" : "default";
            table.AddRow([.. Trial(trial).Select(cell => $"[{style}]{Markup.Escape(cell)}[/]")]);
        }
        AnsiConsole.Write(table);
    }

    private static string[] Trial(TuningTrial trial) =>
    [
        $"{trial.Rung}", $"{trial.Epochs}", $"{trial.Candidate}", trial.Changes,
        trial.LogLoss?.ToString("F4", CultureInfo.InvariantCulture) ?? "diverged",
        trial.Top1?.ToString("F4", CultureInfo.InvariantCulture) ?? "",
        trial.Seconds.ToString("F1", CultureInfo.InvariantCulture),
    ];

    private static void WorstClasses(ConfusionMatrix matrix, IReadOnlyList<string> classes)
    {
        var table = new Table().Title("The ten classes with the lowest recall").AddColumns("class", "recall");
        foreach (int c in Enumerable.Range(0, classes.Count).OrderBy(c => matrix.PerClassRecall[c]).Take(10))
            table.AddRow(Markup.Escape(classes[c]), matrix.PerClassRecall[c].ToString("F2", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
    }

    private static string Cell(double count, bool right) => count == 0
        ? "[grey].[/]"
        : right ? $"[bold]{count:F0}[/]" : count.ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>Columns are named by letters, so that ten classes fit a terminal.</summary>
    private static char Letter(int index) => (char)('a' + index);
}
