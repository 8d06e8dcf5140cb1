using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Reports.Tests;

public sealed class TrainingReportTests : IDisposable
{
    private const string NastyName = "<script src='http://evil.example/x.js'>alert(\"1\")</script> & co\u0001";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_is_well_formed_holds_its_pictures_and_refers_to_nothing_else()
    {
        var report = CreateReport();
        report.Write(_folder.Combine("report.html"));

        var page = Parse(_folder.Combine("report.html"));
        var images = page.Descendants("img").Select(img => img.Attribute("src")!.Value).ToList();
        Assert.Equal(5, images.Count);
        Assert.All(images, source => Assert.StartsWith("data:image/png;base64,", source, StringComparison.Ordinal));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "iframe" or "object" or "a");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "href" or "srcset" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.Equal("utf-8", page.Descendants("meta").Single().Attribute("charset")!.Value);

        var files = report.WritePictures(_folder.Combine("pictures"));
        Assert.Equal(
            [
                "training-curves.png", "confusion-test.png", "reliability-test.png", "mistakes-test.png", "shifts-network.png",
            ],
            files.Select(Path.GetFileName));
        for (int i = 0; i < files.Count; i++)
            Assert.Equal(File.ReadAllBytes(files[i]), Convert.FromBase64String(images[i].Split(',')[1]));
        foreach (var (img, file) in page.Descendants("img").Zip(files))
        {
            using var picture = new DecodedPicture(File.ReadAllBytes(file));
            Assert.Equal((picture.Width / Figure.Scale).ToString(CultureInfo.InvariantCulture), img.Attribute("width")!.Value);
        }
    }

    [Fact]
    public void Names_are_escaped()
    {
        var report = CreateReport();
        report.Write(_folder.Combine("report.html"));

        string html = File.ReadAllText(_folder.Combine("report.html"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        string shown = NastyName.Replace('\u0001', '\uFFFD');
        var cells = Parse(_folder.Combine("report.html")).Descendants("td").Select(td => td.Value).ToList();
        Assert.Contains(shown, cells);
        Assert.Equal("Cats & <dogs>", Parse(_folder.Combine("report.html")).Descendants("h1").Single().Value);
    }

    [Fact]
    public void Tables_say_what_was_counted()
    {
        CreateReport().Write(_folder.Combine("report.html"));

        var rows = Parse(_folder.Combine("report.html")).Descendants("tr").Select(tr => string.Join('|', tr.Elements().Select(e => e.Value))).ToList();
        Assert.Contains("top-1 accuracy|50.00 % (2 right)", rows);
        Assert.Contains("expected calibration error|50.00 %", rows);
        Assert.Contains("dog|cat|2|100.0 %", rows);
        Assert.Contains("dog|2|0.0 %|", rows);
        Assert.Contains("cat|1|100.0 %|33.3 %", rows);
        Assert.Contains("2|dog|cat|90.00 %|5.00 %|", rows);
        Assert.Contains("time in epochs|1:06:40", rows);
        Assert.Contains("blocks by stage|2 of width 4, 2 of width 8, 2 of width 16", rows);
    }

    [Fact]
    public void The_same_data_gives_the_same_bytes_in_any_culture()
    {
        CreateReport().Write(_folder.Combine("a.html"));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = comma;
            CreateReport().Write(_folder.Combine("b.html"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(File.ReadAllBytes(_folder.Combine("a.html")), File.ReadAllBytes(_folder.Combine("b.html")));
    }

    [Fact]
    public void Two_evaluations_of_one_name_do_not_overwrite_each_other()
    {
        var report = new TrainingReport("r");
        report.AddEvaluation(Data());
        report.AddEvaluation(Data());

        Assert.Equal(
            ["confusion-test.png", "reliability-test.png", "confusion-test-2.png", "reliability-test-2.png"],
            report.WritePictures(_folder.FullPath).Select(Path.GetFileName));
        Assert.Equal(4, Directory.GetFiles(_folder.FullPath).Length);
    }

    [Fact]
    public void A_network_without_shifts_has_no_picture_of_them()
    {
        var report = new TrainingReport("r");
        report.AddModel(TestNetwork.Create(SpatialLayer.Depthwise));
        report.Write(_folder.Combine("report.html"));

        Assert.Contains("The network has no shifts.", File.ReadAllText(_folder.Combine("report.html")), StringComparison.Ordinal);
        Assert.Empty(report.WritePictures(_folder.FullPath));
    }

    [Fact]
    public void An_empty_report_is_an_error()
    {
        var report = new TrainingReport("r");

        Assert.Throws<InvalidOperationException>(() => report.Write(_folder.Combine("r.html")));
        Assert.Throws<InvalidOperationException>(() => report.WritePictures(_folder.FullPath));
        Assert.Empty(Directory.GetFiles(_folder.FullPath));
        Assert.Throws<ArgumentException>(() => new TrainingReport(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.AddEvaluation(Data(), new EvaluationOptions { MaxMistakes = 1001 }));
    }

    [Fact]
    public void A_training_can_be_reported_as_it_goes()
    {
        var context = new MLContext(seed: 3);
        var random = new Random(1);
        var rows = Enumerable.Range(0, 24).Select(i => new PixelRow { Label = $"c{i % 3}", Image = Square(i % 3, random) }).ToList();
        var data = context.Data.LoadFromEnumerable(rows);
        var report = new TrainingReport("r");
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label").Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(
            new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = "Image",
                Architecture = NetworkArchitecture.AsNet(8, 4, 1),
                Epochs = 2,
                BatchSize = 8,
                MetricsCallback = report.Add,
                Threads = 1,
            }));
        using var model = pipeline.Fit(data);
        var summary = report.AddEvaluation(model.Transform(data), "Label", "Image");
        report.AddModel(model.LastTransformer.Model);
        report.Write(_folder.Combine("report.html"));

        Assert.Equal(24, summary.Images);
        Assert.Equal(context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy, summary.Accuracy, 9);
        Assert.Equal(summary.Correct < 24 ? 5 : 4, Parse(_folder.Combine("report.html")).Descendants("img").Count());
    }

    private static TrainingReport CreateReport()
    {
        var report = new TrainingReport("Cats & <dogs>");
        report.Add(Metrics.Epoch(1, 2.5, 2.25, shifts: [0.5, 0.6, 0.7]));
        report.Add(Metrics.Epoch(2, 1.5, 1.75, shifts: [0.6, 0.7, 0.8]));
        report.AddEvaluation(Data(), imageColumnName: "Image");
        report.AddModel(TestNetwork.Create(SpatialLayer.ActiveShift));
        return report;
    }

    private static IDataView Data() => ScoredData.Create(
        ["cat", "dog", NastyName],
        ScoredData.Row("cat", 0.8f, 0.1f, 0.1f),
        ScoredData.Row("dog", 0.7f, 0.1f, 0.2f),
        ScoredData.Row("dog", 0.9f, 0.05f, 0.05f),
        ScoredData.Row(NastyName, 0.1f, 0.1f, 0.8f));

    private static XDocument Parse(string path)
    {
        using var reader = XmlReader.Create(
            new StringReader(File.ReadAllText(path, Encoding.UTF8)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static byte[] Square(int kind, Random random)
    {
        byte[] pixels = new byte[8 * 8];
        random.NextBytes(pixels);
        Array.Fill(pixels, (byte)255, 16 * kind, 16);
        return pixels;
    }

    private sealed class PixelRow
    {
        public string Label { get; set; } = "";

        [VectorType(8, 8)]
        public byte[] Image { get; set; } = [];
    }
}
