using System.Globalization;

namespace ActiveShift.ML;

/// <summary>The part of a report that tells how the options were chosen.</summary>
internal sealed class TuningSection(TuningResult tuning) : ReportSection
{
    public override IReadOnlyList<Figure> Figures => [];

    public override void WriteTo(HtmlPage page, Func<Figure, byte[]> encode)
    {
        page.Heading("Search for options");
        page.Facts(
        [
            ("result", tuning.Summary),
            ("trained on", Format($"{tuning.TrainingImages} images")),
            ("measured on", Format($"{tuning.HeldOutImages} images held out")),
            ("time", Duration(tuning.Elapsed)),
        ]);
        page.Table(
            ["#rung", "#epochs", "#candidate", "what it changes", "#log-loss", "#top-1", "#seconds", ""],
            tuning.Trials.OrderBy(trial => trial.Epochs).Select(Row));
        page.Note(
            "Every trial is a training of its own with its whole schedule. " +
            "Only those of one rung are alike in length and can be compared.");
    }

    private string[] Row(TuningTrial trial) =>
    [
        Format($"{trial.Rung}"), Format($"{trial.Epochs}"), Format($"{trial.Candidate}"), trial.Changes,
        trial.LogLoss is { } loss ? Format($"{loss:0.0000}") : "",
        trial.Top1 is { } top1 ? Format($"{100 * top1:0.00} %") : "",
        Format($"{trial.Seconds:0.0}"),
        trial.State == TuningTrialState.Diverged ? "diverged" : trial == tuning.Best ? "best" : "",
    ];

    private static string Duration(TimeSpan time) =>
        Format($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
