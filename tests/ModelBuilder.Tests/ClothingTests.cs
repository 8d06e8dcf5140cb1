using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ModelBuilder.Tests;

/// <summary>The app from end to end, on two kinds of plain pictures; its members are where a user of Model Builder looks for them.</summary>
public sealed class ClothingTests : IDisposable
{
    private const int Side = 16, PerClass = 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("activeshift-clothing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_trains_saves_evaluates_and_predicts()
    {
        WriteImages("bright", 160);
        WriteImages("dark", 20);
        string report = Path.Combine(_folder, "report.html");

        Clothing.Train(Clothing.MLNetModelPath, _folder);
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(Clothing.MLNetModelPath, out _);
        var metrics = Clothing.Evaluate(mlContext, model, Clothing.LoadImageFromFolder(mlContext, _folder), report);
        ((IDisposable)model).Dispose();
        byte[] bright = File.ReadAllBytes(Path.Combine(_folder, "bright", "0.png"));
        var answer = Clothing.Predict(new Clothing.ModelInput { ImageSource = bright });
        KeyValuePair<string, float>[] all = [.. Clothing.PredictAllLabels(new Clothing.ModelInput { ImageSource = bright })];

        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal("bright", answer.PredictedLabel);
        Assert.Equal(["bright", "dark"], all.Select(pair => pair.Key));
        Assert.Equal(answer.Score.Max(), all[0].Value);
        Assert.Equal(1, all.Sum(pair => pair.Value), 1e-5);
        Assert.StartsWith("<!DOCTYPE html", File.ReadAllText(report), StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Clothing.MLNetModelPath + ".new"));
    }

    [Fact]
    public void A_class_without_a_readable_image_is_warned_of()
    {
        WriteImages("bright", 160);
        WriteImages("dark", 20);
        Directory.CreateDirectory(Path.Combine(_folder, "bird"));
        File.WriteAllBytes(Path.Combine(_folder, "bird", "0.HEIC"), [1]);
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Clothing.Train(Path.Combine(_folder, "model.mlnet"), _folder);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Contains("warning: The class folder 'bird' holds no image that is read", output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains(".heic (1)", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BuildPipeline", typeof(IEstimator<ITransformer>))]
    [InlineData("RetrainModel", typeof(ITransformer))]
    [InlineData("LoadImageFromFolder", typeof(IDataView))]
    [InlineData("SaveModel", typeof(void))]
    [InlineData("Train", typeof(void))]
    [InlineData("Predict", typeof(Clothing.ModelOutput))]
    [InlineData("PredictAllLabels", typeof(IOrderedEnumerable<KeyValuePair<string, float>>))]
    public void The_members_have_Model_Builders_names(string name, Type returned) =>
        Assert.Equal(returned, typeof(Clothing).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.ReturnType);

    private void WriteImages(string label, int level)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_folder, label)).FullName;
        for (int i = 0; i < PerClass; i++)
        {
            var random = new Random(i);
            byte[] pixels = new byte[Side * Side * 4];
            for (int p = 0; p < pixels.Length; p++)
                pixels[p] = p % 4 == 3 ? byte.MaxValue : (byte)(level + random.Next(60));
            using var image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Bgra32, pixels);
            image.Save(Path.Combine(directory, $"{i}.png"));
        }
    }
}
