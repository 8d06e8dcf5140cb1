using System.Xml;
using System.Xml.Linq;
using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using ActiveShift.Training;

namespace ActiveShift.Reports.Tests.Tuning;

public sealed class TuningSectionTests
{
    [Fact]
    public void The_table_has_every_trial_rung_by_rung_with_the_best_marked()
    {
        using var folder = new TemporaryFolder();
        TuningTrial[] trials =
        [
            Trial(0, 1, "as given", 0.5, 0.75),
            Trial(1, 1, "learning rate 0.03", 0.4, 0.75),
            Trial(1, 2, "learning rate 0.03", 0.3, 0.875),
            Trial(2, 1, "learning rate 3 & more", null, null),
        ];
        var report = new TrainingReport("Search");
        report.AddTuning(new TuningResult
        {
            Options = new ActiveShiftResNetTrainer.Options(),
            Best = trials[2],
            Trials = trials,
            IsCompared = true,
            TrainingImages = 80,
            HeldOutImages = 20,
            Elapsed = TimeSpan.FromSeconds(3723),
            ExpectedFit = TimeSpan.FromSeconds(10),
            Summary = "Number 1 is the best.",
        });
        report.Write(folder.Combine("report.html"));

        using var reader = XmlReader.Create(
            folder.Combine("report.html"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var rows = XDocument.Load(reader).Descendants("tr")
            .Select(tr => string.Join('|', tr.Elements().Select(e => e.Value))).ToList();
        Assert.Equal(
        [
            "result|Number 1 is the best.",
            "trained on|80 images",
            "measured on|20 images held out",
            "time|1:02:03",
            "rung|epochs|candidate|what it changes|log-loss|top-1|seconds|",
            "1|4|0|as given|0.5000|75.00 %|2.0|",
            "1|4|1|learning rate 0.03|0.4000|75.00 %|2.0|",
            "1|4|2|learning rate 3 & more|||2.0|diverged",
            "2|8|1|learning rate 0.03|0.3000|87.50 %|2.0|best",
        ], rows);
    }

    private static TuningTrial Trial(int candidate, int rung, string changes, double? logLoss, double? top1) => new()
    {
        Candidate = candidate,
        Rung = rung,
        Epochs = 4 * rung,
        Training = new TrainingOptions(),
        Changes = changes,
        LogLoss = logLoss,
        Top1 = top1,
        Seconds = 2,
        State = logLoss is null ? TuningTrialState.Diverged : TuningTrialState.Finished,
    };
}
