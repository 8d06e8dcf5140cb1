using System.Globalization;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>The part of a report that tells how the training went.</summary>
internal sealed class CurveSection(IReadOnlyList<TrainingMetrics> metrics) : ReportSection
{
    public override IReadOnlyList<Figure> Figures { get; } = [CurveFigure.Create(metrics)];

    public override void WriteTo(HtmlPage page, Func<Figure, byte[]> encode)
    {
        page.Heading("Training");
        var epochs = metrics.Where(m => m.Batch is null).ToList();
        if (epochs.Count > 0)
            page.Facts(Facts(epochs));
        page.Picture(
            Figures[0], encode(Figures[0]),
            "Training figures are means over an epoch while the network changes and with augmented images; validation is measured after it.");
    }

    private static IEnumerable<(string Name, string Value)> Facts(List<TrainingMetrics> epochs)
    {
        var last = epochs[^1];
        yield return ("epochs", last.Epoch.ToString(CultureInfo.InvariantCulture));
        yield return ("loss, last epoch", Format($"{last.Loss:0.0000}"));
        yield return ("accuracy, last epoch", Format($"{100 * last.Accuracy:0.00} %"));
        if (last.ValidationAccuracy is { } validation)
            yield return ("validation, last epoch", Format($"loss {last.ValidationLoss:0.0000}, accuracy {100 * validation:0.00} %"));
        if (epochs.Where(m => m.ValidationAccuracy is not null).MaxBy(m => m.ValidationAccuracy) is { } best)
            yield return ("best validation accuracy", Format($"{100 * best.ValidationAccuracy:0.00} % after epoch {best.Epoch}"));
        yield return ("time in epochs", Duration(epochs.Sum(m => m.Seconds)));
        yield return ("images a second, last epoch", Format($"{last.ImagesPerSecond:0}"));
    }

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return Format($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
