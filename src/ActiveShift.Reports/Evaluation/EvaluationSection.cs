using System.Globalization;

namespace ActiveShift.ML;

/// <summary>The part of a report that tells what the network does with some data.</summary>
internal sealed class EvaluationSection : ReportSection
{
    private const int MaxPairs = 20;
    private const int MaxListedClasses = 100;

    private readonly Evaluation _evaluation;
    private readonly Figure _confusion;
    private readonly Figure? _reliability;
    private readonly Figure? _mistakes;

    public EvaluationSection(Evaluation evaluation)
    {
        _evaluation = evaluation;
        _confusion = ConfusionFigure.Create(FileName("confusion", evaluation.Name), evaluation.Confusion);
        _reliability = evaluation.Calibration is { Images: > 0 } calibration
            ? ReliabilityFigure.Create(FileName("reliability", evaluation.Name), calibration)
            : null;
        _mistakes = evaluation.HasImages && evaluation.Mistakes.Count > 0
            ? MistakesFigure.Create(FileName("mistakes", evaluation.Name), evaluation.Mistakes, evaluation.Confusion.ClassNames)
            : null;
    }

    public override IReadOnlyList<Figure> Figures =>
        [.. new[] { _confusion, _reliability, _mistakes }.OfType<Figure>()];

    private IReadOnlyList<string> Names => _evaluation.Confusion.ClassNames;

    public override void WriteTo(HtmlPage page, Func<Figure, byte[]> encode)
    {
        page.Heading(_evaluation.Name);
        page.Facts(Facts());
        page.SmallHeading("Confusion");
        page.Picture(_confusion, encode(_confusion), "Rows are the true classes and columns the predicted ones; a colour is the share of its row, by its square root, so that rare mistakes are seen.");
        WriteConfusedPairs(page);
        WriteClasses(page);
        WriteReliability(page, encode);
        WriteMistakes(page, encode);
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        var summary = _evaluation.Summary;
        yield return ("images", Format($"{summary.Images}"));
        yield return ("classes", Format($"{Names.Count}"));
        yield return ("top-1 accuracy", Format($"{100 * summary.Accuracy:0.00} % ({summary.Correct} right)"));
        if (Names.Count > 5)
            yield return ("top-5 accuracy", Format($"{100 * summary.Top5Accuracy:0.00} % ({summary.CorrectInTop5} right)"));
        if (double.IsFinite(summary.ExpectedCalibrationError))
            yield return ("expected calibration error", Format($"{100 * summary.ExpectedCalibrationError:0.00} %"));
        if (summary.MissingLabels > 0)
            yield return ("left out: no label", Format($"{summary.MissingLabels}"));
        if (summary.Unscored > 0)
            yield return ("left out: not scored", Format($"{summary.Unscored}"));
    }

    private void WriteConfusedPairs(HtmlPage page)
    {
        var pairs = _evaluation.Confusion.MostConfused(MaxPairs);
        if (pairs.Count == 0)
            return;
        page.SmallHeading("Classes mixed up most often");
        page.Table(
            ["true class", "taken for", "#images", "#share of the class"],
            pairs.Select(pair => new[]
            {
                Names[pair.True], Names[pair.Predicted], Format($"{pair.Count}"), Format($"{100.0 * pair.Count / _evaluation.Confusion.OfTrue(pair.True):0.0} %"),
            }));
    }

    private void WriteClasses(HtmlPage page)
    {
        var confusion = _evaluation.Confusion;
        var classes = Enumerable.Range(0, confusion.Classes).Where(c => confusion.OfTrue(c) > 0 || confusion.OfPredicted(c) > 0)
            .OrderBy(c => confusion.OfTrue(c) == 0 ? 2 : (double)confusion[c, c] / confusion.OfTrue(c)).ToList();
        page.SmallHeading(classes.Count > MaxListedClasses ? Format($"The {MaxListedClasses} classes with the lowest recall") : "Classes, lowest recall first");
        page.Table(
            ["class", "#images", "#recall", "#precision"],
            classes.Take(MaxListedClasses).Select(c => new[]
            {
                Names[c], Format($"{confusion.OfTrue(c)}"), Share(confusion[c, c], confusion.OfTrue(c)), Share(confusion[c, c], confusion.OfPredicted(c)),
            }));

        static string Share(long part, long whole) => whole == 0 ? "" : Format($"{100.0 * part / whole:0.0} %");
    }

    private void WriteReliability(HtmlPage page, Func<Figure, byte[]> encode)
    {
        if (_reliability is null)
            return;
        page.SmallHeading("Reliability of the probabilities");
        page.Picture(
            _reliability, encode(_reliability),
            "Left, where a bar ends at the dashed line, predictions are right as often as their probability says; "
            + "below it they are too confident, above it too cautious. Right, how many images each bar stands for. "
            + "The expected calibration error is the mean distance to the line.");
    }

    private void WriteMistakes(HtmlPage page, Func<Figure, byte[]> encode)
    {
        if (_evaluation.Mistakes.Count == 0)
            return;
        page.SmallHeading("Worst mistakes: the highest probabilities on a wrong class");
        if (_mistakes is not null)
            page.Picture(_mistakes, encode(_mistakes), "The worst first. Small images are enlarged without smoothing; of large ones the middle is shown.");
        page.Table(
            ["#row", "true class", "taken for", "#probability", "#of the true class", "file"],
            _evaluation.Mistakes.Select(m => new[]
            {
                Format($"{m.Row}"), Names[m.True], Names[m.Predicted], Format($"{100 * m.Probability:0.00} %"), Format($"{100 * m.TrueProbability:0.00} %"), m.File ?? "",
            }));
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
