using ActiveShift.ML.Tests.Images;
using ActiveShift.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Catalog;

/// <summary>The authors' network on real images, decoded and resized by our own code, against an independent implementation's answers.</summary>
public sealed class ReleasedNetworkTests(ITestOutputHelper output)
{
    [Fact]
    public void It_is_as_accurate_as_an_independent_implementation()
    {
        string folder = SharedData.ImageNet50;
        var context = new MLContext();
        using var model = context.Model.LoadActiveShiftCaffe(SharedData.ReleasedWeights, "Image");
        var answers = ExpectedAnswers.Read(Path.Combine(folder, "expected.tsv"));
        Assert.Equal(50, answers.Length);
        var data = Load(context, folder, answers);

        var scored = context.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false).ToArray();

        int top1 = 0, top5 = 0, same = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            int[] best = [.. Enumerable.Range(0, 1000).OrderByDescending(c => scored[i].Score[c]).Take(5)];
            Assert.Equal(best[0] + 1, (int)scored[i].PredictedLabel);
            Assert.Equal(1, scored[i].Score.Sum(), 1e-4f);
            top1 += best[0] == answers[i].Label ? 1 : 0;
            top5 += best.Contains(answers[i].Label) ? 1 : 0;
            same += best[0] == answers[i].Top5[0] ? 1 : 0;
        }
        output.WriteLine($"top-1 {top1}, top-5 {top5} of 50; {same} top-1 answers are those of the independent implementation.");
        Assert.InRange(top1, 31, 35);
        Assert.InRange(top5, 44, 48);
        Assert.InRange(same, 45, 50);
    }

    /// <summary>And so does a model that is saved and loaded.</summary>
    [Fact]
    public void It_answers_with_the_names_of_the_classes()
    {
        string folder = SharedData.ImageNet50;
        var context = new MLContext();
        using var model = context.Model.LoadActiveShiftCaffe(SharedData.ReleasedWeights, "Image");
        var answers = ExpectedAnswers.Read(Path.Combine(folder, "expected.tsv"));
        var data = Load(context, folder, answers.Take(5));
        string[] names = [.. File.ReadLines(SharedData.ImageNetClasses).Skip(1).Select(line => line.Split('\t')[2])];
        using var file = new MemoryStream();
        context.Model.Save(model, data.Schema, file);
        var loaded = context.Model.Load(file, out _);
        using var owner = loaded as IDisposable;

        string[] expected = [.. context.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false)
            .Select(row => names[row.PredictedLabel - 1])];

        Assert.Equal(names, model.Model.ClassNames);
        Assert.Equal(expected, Names(model));
        Assert.Equal(expected, Names(loaded));

        IEnumerable<string> Names(ITransformer scorer)
        {
            var scored = scorer.Transform(data);
            var named = context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
            return named.GetColumn<string>("PredictedLabel").ToArray();
        }
    }

    /// <summary>As cameras store them that were held upright: lying on their side, with a tag that says so.</summary>
    [Fact]
    public void It_is_as_accurate_on_photographs_that_are_stored_turned()
    {
        string folder = SharedData.ImageNet50;
        var context = new MLContext();
        using var model = context.Model.LoadActiveShiftCaffe(SharedData.ReleasedWeights, "Image");
        using var asStored = model.WithImageDecoding(ImageDecoding.AsStored);
        var answers = ExpectedAnswers.Read(Path.Combine(folder, "expected.tsv"));
        var turned = context.Data.LoadFromEnumerable(answers.Select(answer => new Encoded { Image = Turned(Path.Combine(folder, answer.File)) }));

        int upright = Right(model), lying = Right(asStored);
        output.WriteLine($"Of 50 photographs stored turned, top-1 is right for {upright}; {lying} without the orientation.");
        Assert.InRange(upright, 31, 35);
        Assert.InRange(lying, 0, 25);

        int Right(ActiveShiftResNetTransformer scorer) => context.Data.CreateEnumerable<Scored>(scorer.Transform(turned), reuseRowObject: false)
            .Zip(answers).Count(pair => pair.First.PredictedLabel == pair.Second.Label + 1);
    }

    /// <summary>Turned to the left and stored as a JPEG whose tag says: turn it to the right to see it (orientation 6).</summary>
    private static byte[] Turned(string file)
    {
        using var upright = SKBitmap.Decode(file);
        using var turned = new SKBitmap(upright.Height, upright.Width);
        using (var canvas = new SKCanvas(turned))
        {
            canvas.Translate(0, upright.Width);
            canvas.RotateDegrees(-90);
            canvas.DrawBitmap(upright, 0, 0);
        }
        using var jpeg = turned.Encode(SKEncodedImageFormat.Jpeg, 95);
        return ExifFile.WithOrientation(jpeg.ToArray(), 6);
    }

    /// <summary>With so few images one is two points, so it is the answers that are compared.</summary>
    [Fact]
    public void In_8_bits_it_gives_the_same_answers_to_images_it_was_not_calibrated_on()
    {
        string folder = SharedData.ImageNet50;
        var context = new MLContext();
        using var float32 = context.Model.LoadActiveShiftCaffe(SharedData.ReleasedWeights, "Image");
        var answers = ExpectedAnswers.Read(Path.Combine(folder, "expected.tsv"));
        var unseen = Load(context, folder, answers.Skip(20));
        using var int8 = float32.Quantize(Load(context, folder, answers.Take(20)));

        int same = Predictions(float32).Zip(Predictions(int8)).Count(pair => pair.First == pair.Second);

        output.WriteLine($"{same} of 30 answers are the same.");
        Assert.InRange(same, 27, 30);

        IEnumerable<uint> Predictions(ActiveShiftResNetTransformer model) =>
            context.Data.CreateEnumerable<Scored>(model.Transform(unseen), reuseRowObject: false).Select(row => row.PredictedLabel).ToArray();
    }

    private static IDataView Load(MLContext context, string folder, IEnumerable<ExpectedAnswers> answers) =>
        context.Data.LoadFromEnumerable(answers.Select(answer => new Row
        {
            Image = File.ReadAllBytes(Path.Combine(folder, answer.File)),
            ImagePath = answer.File,
        }));

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];

        public string ImagePath { get; set; } = "";
    }

    private sealed class Encoded
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];

        [KeyType(1000)]
        public uint PredictedLabel { get; set; }
    }
}
